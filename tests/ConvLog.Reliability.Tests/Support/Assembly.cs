// Times are measured, and faults reach every connection of the process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
