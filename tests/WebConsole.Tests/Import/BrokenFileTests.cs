using System.Text;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Import;

/// <summary>An unusable file is reported with position and reason, and the other files are imported.</summary>
public sealed class BrokenFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "line 1, column 1: not valid JSON: ")]
    [InlineData("[", "line 1, column 2: not valid JSON: ")]
    [InlineData("[\n  {\"dialogue_id\": \"d-9\",}\n]", "line 2, column 25: not valid JSON: ")]
    [InlineData("[{\"a\": 'b'}]", "line 1, column 8: not valid JSON: ")]
    [InlineData("[]]", "line 1, column 3: not valid JSON: ")]
    [InlineData("[1, 2", "line 1, column 6: not valid JSON: ")]
    [InlineData("// no comment\n[]", "line 1, column 1: not valid JSON: ")]
    [InlineData("{\"dialogues\": []}", "line 1, column 1: should be a list of dialogues, and is of the kind object")]
    [InlineData("\"text\"", "line 1, column 1: should be a list of dialogues, and is of the kind string")]
    [InlineData("null", "line 1, column 1: should be a list of dialogues, and is of the kind null")]
    public async Task Each_fault_is_reported_with_position_and_reason(string content, string fault)
    {
        await using var bench = new Bench();
        string broken = _folder.Write("broken.json", content);
        string good = _folder.Write("good.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));

        var summary = await bench.ImportAsync(broken, good);

        bench.Report.Faults.Should().ContainSingle().Which.Should().StartWith("broken.json: " + fault);
        (summary.UnreadableFiles, summary.Files, summary.Conversations).Should().Be((1, 1, 1));
    }

    [Fact]
    public async Task A_truncated_file_is_not_imported()
    {
        await using var bench = new Bench();
        string whole = Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi")),
            Some.DialogueJson("d-2", Some.User("Hello"), Some.System("Hi")));
        string broken = _folder.Write("broken.json", whole[..^20]);

        var summary = await bench.ImportAsync(broken);

        (summary.Conversations, summary.UnreadableFiles).Should().Be((0, 1));
        (await bench.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_file_a_folder_and_an_impossible_name_are_reported()
    {
        await using var bench = new Bench();

        var summary = await bench.ImportAsync(Path.Combine(_folder.Path, "none.json"), Path.Combine(_folder.Path, "no", "none.json"), _folder.Path, "a\0b");

        summary.UnreadableFiles.Should().Be(4);
        bench.Report.Faults[0].Should().Be("none.json: there is no such file");
        bench.Report.Faults[1].Should().Be("none.json: there is no such file");
        bench.Report.Faults[2].Should().EndWith(": is a folder; name the files in it");
        bench.Report.Faults[3].Should().Contain("can't be read");
    }

    [Fact]
    public async Task Bytes_that_are_not_JSON_are_reported()
    {
        await using var bench = new Bench();
        string image = _folder.Write("photo.json", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        string utf16 = _folder.Write("utf16.json", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("[]")).ToArray());

        (await bench.ImportAsync(image, utf16)).UnreadableFiles.Should().Be(2);
        bench.Report.Faults.Should().OnlyContain(fault => fault.Contains("line 1, column 1: not valid JSON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_byte_order_mark_is_accepted()
    {
        await using var bench = new Bench();
        string json = Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi")));
        string file = _folder.Write("bom.json", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(json)).ToArray());

        (await bench.ImportAsync(file)).Conversations.Should().Be(1);
    }

    [Fact]
    public async Task Unlimited_nesting_is_reported_and_does_not_crash_the_program()
    {
        await using var bench = new Bench();
        string file = _folder.Write("deep.json", new string('[', 100_000));

        (await bench.ImportAsync(file)).UnreadableFiles.Should().Be(1);
        bench.Report.Faults.Single().Should().Contain("line 1, column");
    }

    [Fact]
    public async Task An_empty_list_is_a_file_without_dialogues()
    {
        await using var bench = new Bench();

        var summary = await bench.ImportAsync(_folder.Write("empty.json", "[]"));

        summary.ToString().Should().Be("Imported 0 conversations with 0 function events from 1 file.");
        bench.Report.Faults.Should().BeEmpty();
    }
}
