module Program

open Expecto

// Two workers on any machine: two of the tests wait for each other.
[<EntryPoint>]
let main arguments =
    runTestsWithCLIArgs [ Parallel_Workers 2 ] arguments (testList "ConvLog" [ BookingTests.tests; ConversationCurrentTests.tests ])
