namespace ConvLog.FSharp.Tests

open System
open ConvLog
open ConvLog.Testing
open Xunit

type Table = { Area: string; Seats: int }

type Choice =
    | Window
    | Place of int

/// Fields written as "key" => value, in every shape of a call.
type FieldTests() =

    let entry (log: ConversationLogger -> unit) =
        use test = new TestConversation()
        log test.Conversation.Log
        Assert.Single test.Log

    let json log =
        let text = (entry log).ToJson()
        text.Substring(text.IndexOf("conversation_logger\"", StringComparison.Ordinal) + "conversation_logger\",".Length)

    let fields log = [ for field in (entry log).Fields -> field.ToString() ]

    [<Fact>]
    member _.``One field, several and more than eight``() =
        Assert.Equal<string list>([ "a=1" ], fields (fun log -> log.Info("m", "a" => 1)))
        Assert.Equal<string list>([ "a=1"; "b=x"; "c=true" ], fields (fun log -> log.Warning("m", "a" => 1, "b" => "x", "c" => true)))

        Assert.Equal(
            9,
            (fields (fun log ->
                log.Info("m", "1" => 1, "2" => 2, "3" => 3, "4" => 4, "5" => 5, "6" => 6, "7" => 7, "8" => 8, "9" => 9)))
                .Length)

        Assert.Equal<string list>([ "a=1"; "b=x" ], fields (fun log -> log.Info("m", [| "a" => 1; "b" => "x" |])))

    [<Fact>]
    member _.``The flag and an exception stand where they do in C#``() =
        Assert.True((entry (fun log -> log.Info("m", "a" => 1, isPii = true))).IsPii)
        Assert.True((entry (fun log -> log.Info("m", true, "a" => 1, "b" => 2))).IsPii)
        Assert.False((entry (fun log -> log.Info("m", "a" => true))).IsPii)
        let failed = fields (fun log -> log.Error("m", InvalidOperationException "x", "status" => 409, "retriable" => true))
        Assert.Equal<string list>([ "status=409"; "retriable=true" ], failed |> List.skip 3)
        Assert.Equal(EntryLevel.Warning, (entry (fun log -> log.Write(EntryLevel.Warning, "m", "a" => 1))).Level)

    [<Fact>]
    member _.``Scalars keep their types``() =
        let day = DateTimeOffset.UnixEpoch

        Assert.Equal(
            "\"s\":\"x\",\"i\":1,\"l\":2,\"d\":0.5,\"m\":1.10,\"b\":true,\"u\":18446744073709551615,\"t\":\"1970-01-01T00:00:00+00:00\",\"e\":\"Friday\"}",
            json (fun log ->
                log.Info(
                    "m", "s" => "x", "i" => 1, "l" => 2L, "d" => 0.5, "m" => 1.10m, "b" => true, "u" => UInt64.MaxValue, "t" => day,
                    "e" => DayOfWeek.Friday)))

    [<Fact>]
    member _.``Nothing is null``() =
        let text: string | null = null

        Assert.Equal(
            "\"a\":null,\"b\":null,\"c\":null,\"d\":null}",
            json (fun log -> log.Info("m", "a" => null, "b" => text, "c" => None, "d" => Nullable<int>())))

    [<Fact>]
    member _.``Records, lists, arrays and tuples are written with what they hold``() =
        Assert.Equal(
            """"r":{"Area":"hall","Seats":4},"an":{"Seats":4},"l":[1,2],"a":["x"],"t":["x",1],"ls":[{"Area":"hall","Seats":4}]}""",
            json (fun log ->
                log.Info(
                    "m", "r" => { Area = "hall"; Seats = 4 }, "an" => {| Seats = 4 |}, "l" => [ 1; 2 ], "a" => [| "x" |], "t" => ("x", 1),
                    "ls" => [ { Area = "hall"; Seats = 4 } ])))

    [<Fact>]
    member _.``No value of F# takes the others with it``() =
        let some: int option = Some 1
        let written = json (fun log ->
            log.Info(
                "m", "first" => 1, "some" => some, "value" => ValueSome 1, "ok" => (Ok 1: Result<int, string>), "error" => (Error "x": Result<int, string>),
                "case" => Place 5, "empty" => Window, "cases" => [ Place 1; Window ], "map" => Map [ "a", 1 ], "set" => set [ 1 ],
                "seq" => seq { yield failwith "not evaluated" }, "lazy" => lazy (failwith "not evaluated"), "function" => (fun (x: int) -> x), "unit" => (),
                "last" => 2))

        Assert.StartsWith(
            """"first":1,"some":1,"value":1,"ok":{"Ok":1},"error":{"Error":"x"},"case":{"Place":5},"empty":"Window","""
            + """"cases":[{"Place":1},"Window"],"map":{"a":1},"set":[1],"seq":"[sequence, not evaluated]",""",
            written)

        Assert.EndsWith("\"last\":2}", written)

    [<Fact>]
    member _.``Personal fields stand among the others``() =
        let shown = fields (fun log ->
            log.Info(
                "m", "a" => 1, LogField.Pii("email", "ada@example.com"), LogField.Pii("age", 30, shown = "#"),
                LogField.Pii("guest", { Area = "hall"; Seats = 4 })))

        Assert.Equal<string list>([ "a=1"; "email=[redacted]"; "age=#"; "guest=[redacted]" ], shown)

    [<Fact>]
    member _.``An operator in the value needs parentheses only where it binds less``() =
        Assert.Equal<string list>([ "a=3"; "b=2"; "c=true" ], fields (fun log -> log.Info("m", "a" => 1 + 2, "b" => ([ 1; 2 ] |> List.length), "c" => (1 < 2))))

    [<Fact>]
    member _.``A key of null does not throw``() =
        let field = Unchecked.defaultof<string> => 1
        Assert.Single(fields (fun log -> log.Info("m", field))) |> ignore
