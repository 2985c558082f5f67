-- Jobs of dead workers go back to the queue, whatever their kind: nobody looks for mail by its age any more.
drop index mails_untried;
