-- Cost, margin and floor became rights of their own: whoever saw all three by one right still sees all three.
update own_roles set grants = grants || jsonb_build_object(
    'margins.read', grants -> 'costs.read', 'floors.read', grants -> 'costs.read')
  where grants ? 'costs.read';
update programs set scopes = scopes || array['margins.read', 'floors.read'] where 'costs.read' = any(scopes);
update sessions set scopes = scopes || array['margins.read', 'floors.read'] where 'costs.read' = any(scopes);
