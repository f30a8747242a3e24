using System.Text;
using System.Text.Json;

namespace ConvLog.Tests.Sinks;

public sealed class JsonLinesSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("convlog-lines-").FullName;

    private string FilePath => Path.Combine(_folder, "logs", "conv.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_has_the_entry_and_where_it_belongs()
    {
        using var sink = new JsonLinesSink(FilePath);
        await using var conv = new Conversation(new ConversationInfo("conv-42"), sink);
        conv.Log.Info("outside");
        using var turn = conv.BeginTurn("Book a table");
        using var call = conv.BeginFunction("save_guest");
        conv.Log.Warning("slow", ("elapsed_ms", 812));

        var lines = Lines();
        lines.Should().HaveCount(2);
        lines[0].EnumerateObject().Select(property => property.Name).Should().Equal("conversation_id", "id", "entry");
        lines[1].EnumerateObject().Select(property => property.Name).Should().Equal(
            "conversation_id", "turn_id", "function_event_id", "function", "id", "entry");
        lines[1].GetProperty("conversation_id").GetString().Should().Be("conv-42");
        lines[1].GetProperty("turn_id").GetString().Should().Be(turn.Id);
        lines[1].GetProperty("function_event_id").GetString().Should().Be(call.Id);
        lines[1].GetProperty("function").GetString().Should().Be("save_guest");
        lines[1].GetProperty("id").GetGuid().Should().Be(call.Entries[0].Id);
        lines[1].GetProperty("entry").GetRawText().Should().Be(call.Entries[0].ToJson(EntryJsonMode.Redacted));
    }

    [Fact]
    public async Task The_file_neither_contains_nor_reveals_personal_data()
    {
        using var sink = new JsonLinesSink(FilePath);
        await using var conv = new Conversation(new ConversationInfo("c") { UserId = "jane" }, sink);
        using var turn = conv.BeginTurn("I am Jane");
        conv.Log.Info("first");
        conv.Log.Info("Jane called", ("user_phone", "+1555"), isPii: true);
        conv.Log.Error("failed", new InvalidOperationException("Jane exists"), LogField.Pii("email", "jane@example.com", shown: "j***@example.com"));

        string text = Text();
        text.Should().NotContain("Jane").And.NotContain("jane").And.NotContain("1555").And.NotContain("sequence");
        Lines().Should().HaveCount(2);
        Lines()[1].GetProperty("entry").GetProperty("email").GetString().Should().Be("j***@example.com");
    }

    [Fact]
    public async Task Complete_lines_have_everything()
    {
        using var sink = new JsonLinesSink(FilePath, EntryJsonMode.Complete);
        await using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("Jane called", ("user_phone", "+1555"), isPii: true);

        var line = Lines().Should().ContainSingle().Subject;
        line.GetProperty("sequence").GetInt64().Should().Be(1);
        line.GetProperty("entry").GetRawText().Should().Be(conv.EntriesOutsideTurns[0].ToJson());
        line.GetProperty("entry").GetProperty("user_phone").GetString().Should().Be("+1555");
    }

    [Fact]
    public async Task Lines_of_many_threads_do_not_mix()
    {
        using var sink = new JsonLinesSink(FilePath);
        await using var conv = new Conversation(new ConversationInfo("c"), sink);
        string words = new('ü', 5_000);
        Parallel.For(0, 200, i => conv.Log.Info(words, ("i", i)));

        Lines().Select(line => line.GetProperty("entry").GetProperty("i").GetInt32()).Should().BeEquivalentTo(Enumerable.Range(0, 200));
    }

    [Fact]
    public async Task An_existing_file_is_appended_to_and_an_incomplete_line_is_ended()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, "{\"complete\":1}\n{\"cut\":");
        using (var sink = new JsonLinesSink(FilePath))
        {
            await using var conv = new Conversation(new ConversationInfo("c"), sink);
            conv.Log.Info("first");
        }

        using (var sink = new JsonLinesSink(FilePath))
        {
            await using var conv = new Conversation(new ConversationInfo("c"), sink);
            conv.Log.Info("second");
            File.WriteAllText(FilePath + ".1", Text());
            using (var file = new FileStream(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.SetLength(0); // As log rotation does.
            }

            conv.Log.Info("third");
        }

        File.ReadAllLines(FilePath + ".1").Should().HaveCount(4).And.HaveElementAt(1, "{\"cut\":");
        File.ReadAllLines(FilePath).Should().ContainSingle().Which.Should().Contain("third").And.StartWith("{");
    }

    [Fact]
    public async Task A_callers_stream_is_not_disposed_and_a_failed_line_is_counted_and_ended()
    {
        using var stream = new FullStream();
        using var sink = new JsonLinesSink(stream, EntryJsonMode.Redacted);
        await using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("first");
        stream.Room = 10;
        conv.Log.Info("second");
        stream.Room = int.MaxValue;
        conv.Log.Info("third");
        (await conv.FlushAsync()).Should().Be(FlushResult.Nothing);
        sink.Dispose();

        conv.SinkFailures.Should().Be(1);
        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(3);
        lines[1].Should().HaveLength(10);
        JsonDocument.Parse(lines[2]).RootElement.GetProperty("entry").GetProperty("content").GetString().Should().Be("third");
        stream.CanWrite.Should().BeTrue();
    }

    [Fact]
    public async Task Entries_after_disposal_are_counted_and_do_not_throw()
    {
        var sink = new JsonLinesSink(FilePath);
        await using var conv = new Conversation(new ConversationInfo("c"), sink);
        sink.Dispose();
        sink.Dispose();
        conv.Log.Info("late");

        conv.SinkFailures.Should().BePositive();
        Text().Should().BeEmpty();
    }

    [Fact]
    public void An_unwritable_target_throws_in_the_constructor()
    {
        FluentActions.Invoking(() => new JsonLinesSink("")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new JsonLinesSink(_folder)).Should().Throw<UnauthorizedAccessException>();
        FluentActions.Invoking(() => new JsonLinesSink(new MemoryStream([], writable: false))).Should().Throw<ArgumentException>().WithMessage("*for writing*");
        FluentActions.Invoking(() => new JsonLinesSink(FilePath, (EntryJsonMode)7)).Should().Throw<ArgumentOutOfRangeException>();
        Directory.Exists(Path.GetDirectoryName(FilePath)).Should().BeFalse();
    }

    [Fact]
    public void Only_its_owner_may_read_a_new_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var sink = new JsonLinesSink(FilePath);

        File.GetUnixFileMode(FilePath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string Text()
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private List<JsonElement> Lines()
        => [.. Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private sealed class FullStream : MemoryStream
    {
        public int Room { get; set; } = int.MaxValue;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.Length <= Room)
            {
                base.Write(buffer);
                return;
            }

            base.Write(buffer[..Room]);
            throw new IOException("No space left on device");
        }
    }
}
