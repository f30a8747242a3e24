namespace ConvLog.FSharp.Tests

open System
open System.IO
open ConvLog
open ConvLog.FSharp.Tests.DocsExample
open ConvLog.Testing
open Xunit

/// What docs/dotnet.md prints is compiled and run here.
type DocsTests() =

    let rec root (folder: string) =
        if File.Exists(Path.Combine(folder, "ConvLog.sln")) then folder else root (Path.GetFullPath(Path.Combine(folder, "..")))

    let text path = File.ReadAllText(Path.Combine(root AppContext.BaseDirectory, path))

    [<Fact>]
    member _.``The program of the page is the one that is tested``() =
        let page = text "docs/dotnet.md"
        let start = page.IndexOf("```fsharp\n", StringComparison.Ordinal) + "```fsharp\n".Length
        let block = page.Substring(start, page.IndexOf("```", start, StringComparison.Ordinal) - start)

        Assert.Contains("=>", block)
        Assert.EndsWith(block, text "tests/ConvLog.FSharp.Tests/DocsExample.fs")

    [<Fact>]
    member _.``It logs what it says``() =
        use test = new TestConversation()

        Assert.Equal("20:00", bookTable test.Conversation { Name = "Ada"; Vip = true } "ada@example.com" |> Async.RunSynchronously)

        let entry = Assert.Single test.Log
        Assert.Equal("attempt=2, is_vip=true, guest=[redacted], email=a***", entry.Fields.ToString())
        Assert.Contains("\"guest\":{\"Name\":\"Ada\",\"Vip\":true},\"email\":\"ada@example.com\"", entry.ToJson())
        let call = Assert.Single test.Log.FunctionEvents
        Assert.Equal("book_table", call.Name)
        Assert.Equal(Nullable FunctionOutcome.Completed, call.Outcome)
