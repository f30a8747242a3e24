module ConversationCurrentTests

open System.Threading.Tasks
open ConvLog
open ConvLog.Testing
open Expecto
open BookingAgent

let private withCurrent body () =
    use test = new TestConversation()
    use _ = test.Conversation.MakeCurrent()
    body test

let private makeCurrentInTask (test: TestConversation) =
    task {
        do! Task.Yield()
        test.Conversation.MakeCurrent() |> ignore
    }

let private makeCurrentInAsync (test: TestConversation) =
    async {
        do! Async.SwitchToThreadPool()
        test.Conversation.MakeCurrent() |> ignore
    }

let private shouldBeCurrent (test: TestConversation) =
    Expect.isTrue (obj.ReferenceEquals(test.Conversation, Conversation.Current)) "It is current in the test."
    confirmBooking ()
    test.Log.ShouldContainOnce(EntryLevel.Info, "Booking confirmed") |> ignore

/// Which set-up makes a conversation current in a test of Expecto.
let tests =
    testList "Conversation.Current" [
        yield! testFixture withCurrent [ "Made current by a function around the test, it is current", shouldBeCurrent ]

        // An Async runs in the flow of its caller, unlike a task.
        testAsync "Made current by an Async, it is current" {
            use test = new TestConversation()
            do! makeCurrentInAsync test

            shouldBeCurrent test
        }

        testTask "Made current by a task, it is not, and a failure says what to do" {
            use test = new TestConversation()
            do! makeCurrentInTask test

            confirmBooking ()

            Expect.isNull Conversation.Current "It ended with the task."
            Expect.throwsC (fun () -> test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed") |> ignore) (fun failure ->
                Expect.stringContains failure.Message "Conversation.Current is null here." "It says what to do.")
        }
    ]
