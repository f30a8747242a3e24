namespace ConvLog.FSharp.Tests

open System
open System.Threading
open System.Threading.Tasks
open ConvLog
open ConvLog.Testing
open Xunit

/// The event of a function that returns an Async ends when that does, in every shape of the call.
type RunFunctionTests() =

    let outcomes (test: TestConversation) = [ for call in test.Log.FunctionEvents -> $"{call.Name} {call.Outcome}" ]

    let findTable () = async { return 4 }

    let findTableIn (call: FunctionEvent) =
        async {
            call.Log.Info("Found", "seats" => 4)
            return 4
        }

    [<Fact>]
    member _.``The event lasts as long as the Async``() : Task =
        task {
            use test = new TestConversation()
            let conv = test.Conversation
            let gate = TaskCompletionSource()

            let work =
                conv.RunFunction("find_table", fun () ->
                    async {
                        do! Async.AwaitTask gate.Task
                        conv.Log.Info("Found", "seats" => 4)
                        return "20:00"
                    })

            Assert.Empty(outcomes test)
            let running = Async.StartImmediateAsTask work
            Assert.Equal<string list>([ "find_table " ], outcomes test)
            gate.SetResult()
            let! result = running
            Assert.Equal("20:00", result)
            Assert.Equal<string list>([ "find_table Completed" ], outcomes test)
            Assert.Same(Assert.Single test.Log.FunctionEvents, (Assert.Single test.Log).FunctionEvent)
        }

    [<Fact>]
    member _.``Every shape of the call waits for the Async``() =
        use test = new TestConversation()
        let conv = test.Conversation
        use turn = conv.BeginTurn("Book a table")

        let calls =
            [ conv.RunFunction("1", fun () -> async { return 4 })
              conv.RunFunction("2", findTable)
              conv.RunFunction("3", findTableIn)
              conv.RunFunction("4", fun (call: FunctionEvent) -> async { return call.Name.Length + 3 })
              turn.RunFunction("5", fun () -> async { return 4 })
              turn.RunFunction("6", findTableIn)

              conv.RunFunction("7", findTable, "call_7")
              conv.RunFunction("8", findTableIn, "call_7")
              conv.RunFunction("9", (fun () -> async { return 4 }), callId = "call_7")
              turn.RunFunction("10", findTable, "call_7")
              turn.RunFunction("11", findTableIn, callId = "call_7")

              conv.RunFunction("12", findTable, arguments = {| Seats = 4 |})
              conv.RunFunction("13", findTableIn, arguments = {| Seats = 4 |})
              conv.RunFunction("14", (fun () -> async { return 4 }), arguments = {| Seats = 4 |})
              turn.RunFunction("15", findTable, {| Seats = 4 |})
              turn.RunFunction("16", findTableIn, arguments = dict [ "seats", 4 ])

              conv.RunFunctionAsync("17", findTable, "call_7", {| Seats = 4 |})
              conv.RunFunctionAsync("18", findTableIn, callId = "call_7", arguments = {| Seats = 4 |})
              turn.RunFunctionAsync("19", (fun () -> async { return 4 }), "call_7", box {| Seats = 4 |})
              turn.RunFunctionAsync("20", (fun (_: FunctionEvent) -> async { return 4 }), arguments = {| Seats = 4 |}, callId = "call_7") ]

        Assert.Empty(outcomes test)
        Assert.All([ for call in calls -> Async.RunSynchronously call ], fun result -> Assert.Equal(4, result))
        Assert.Equal<string list>([ for i in 1..20 -> $"{i} Completed" ], outcomes test)

        for call in test.Log.FunctionEvents do
            let number = int call.Name
            Assert.Equal((number >= 7 && number <= 11) || number >= 17, (call.CallId = "call_7"))
            Assert.Equal((if number >= 12 then 1 else 0), call.Arguments.Count)
            Assert.Same(turn, call.Turn)

    [<Fact>]
    member _.``The caller gets the exception that was thrown``() =
        use test = new TestConversation()

        let work: Async<int> =
            test.Conversation.RunFunction("find_table", fun () ->
                async {
                    do! Async.Sleep 1
                    return raise (InvalidOperationException "full")
                })

        Assert.Equal("full", Assert.Throws<InvalidOperationException>(fun () -> Async.RunSynchronously work |> ignore).Message)
        Assert.Equal<string list>([ "find_table Failed" ], outcomes test)

    [<Fact>]
    member _.``One that is canceled is canceled``() =
        use test = new TestConversation()
        use source = new CancellationTokenSource()

        let work =
            test.Conversation.RunFunction("find_table", fun () ->
                async {
                    source.Cancel()
                    do! Async.Sleep Timeout.Infinite
                })

        Assert.ThrowsAny<OperationCanceledException>(fun () -> Async.RunSynchronously(work, cancellationToken = source.Token)) |> ignore
        Assert.Equal<string list>([ "find_table Canceled" ], outcomes test)

    [<Fact>]
    member _.``Functions that return no Async run as in C#``() : Task =
        task {
            use test = new TestConversation()
            let conv = test.Conversation
            Assert.Equal(1, conv.RunFunction("value", fun () -> 1))
            conv.RunFunction("unit", fun () -> conv.Log.Info("Done"))
            let! result = conv.RunFunctionAsync("task", fun () -> task { return 2 })
            Assert.Equal(2, result)
            Assert.Equal<string list>([ "value Completed"; "unit Completed"; "task Completed" ], outcomes test)
        }
