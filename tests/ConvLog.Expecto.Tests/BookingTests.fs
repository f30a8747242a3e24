module BookingTests

open System
open System.Threading
open System.Threading.Tasks
open ConvLog
open ConvLog.Testing
open Expecto
open BookingAgent

// Where two tests wait for each other, which shows that they run in parallel.
let private rendezvous = new Barrier(2)

let private parallelTest phone =
    testCase $"A test in parallel sees only its own entries, {phone}" <| fun () ->
        use test = new TestConversation()
        use _ = test.Conversation.MakeCurrent()

        bookTable test.Conversation phone
        Expect.isTrue (rendezvous.SignalAndWait(TimeSpan.FromMinutes 1.0)) "The other test runs at the same time."
        confirmBooking ()

        test.Log.ShouldHaveCount 2
        test.Log.ShouldContain(EntryLevel.Info, "Table booked", "phone" => phone) |> ignore
        test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed") |> ignore

/// What an author's tests look like in Expecto.
let tests =
    testList "Booking" [
        testTask "Booking a table masks the number" {
            use test = new TestConversation()

            bookTable test.Conversation "+44 7700 900123"

            test.Log.ShouldHaveCalled("book_table", FunctionOutcome.Completed) |> ignore
            let entry = test.Log.ShouldContainOnce(EntryLevel.Info, "Table booked", "guests" => 2, LogField.Pii("phone", "+44 7700 900123", shown = "***123"))
            entry.ShouldBePersonal "phone" |> ignore
            do! test.ShouldNotRevealAsync "7700 900123"
        }

        testCase "A failure lists what was logged" <| fun () ->
            use test = new TestConversation()
            bookTable test.Conversation "+44 7700 900123"

            Expect.throwsC (fun () -> test.Log.ShouldContain(EntryLevel.Error, "Booking failed") |> ignore) (fun failure ->
                Expect.equal (failure.GetType()) typeof<LogAssertionException> "The exception of the package."
                Expect.stringStarts failure.Message "Expected an entry at Error \"Booking failed\", but there is none. " "What was expected."
                Expect.stringContains failure.Message "Table booked" "What was logged.")

        testTask "An entry from the background is waited for" {
            use test = new TestConversation()
            let time = TaskCompletionSource()
            remindLater test.Conversation time.Task

            let waiting = test.Log.WaitForEntryAsync "Guest reminded"
            Expect.isFalse waiting.IsCompleted "It waits."
            time.SetResult()

            let! (entry: LogEntry) = waiting
            Expect.equal entry.Level EntryLevel.Info "The entry's level."
        }

        testList "Parallel" [ for phone in [ "+44 7700 900001"; "+44 7700 900002" ] -> parallelTest phone ]
    ]
