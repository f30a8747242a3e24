using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Properties;

public sealed class LoggingProperties
{
    private static readonly LogLimits s_wide = new() { Depth = 64, FieldsPerEntry = 1_024, KeyLength = 1_024 };

    private static readonly Gen<(string Message, (string Key, object? Value)[] Fields)> s_calls =
        from message in AnyValue.Text
        from fields in AnyValue.Text.Zip(AnyValue.Value).Select(static pair => (Key: pair.Item1, Value: pair.Item2)).ArrayOf()
        select (message, fields);

    // 0 begins a function event, 1 ends one, and any other number logs.
    private static readonly Gen<int[]> s_steps = Gen.Choose(0, 5).ArrayOf();

    [Fact]
    public void Whatever_is_logged_nothing_throws_and_the_entry_is_valid_JSON_with_its_own_properties_first() => Cases.Hold(s_calls, static call =>
    {
        using var session = new Session();

        session.Log.Info(call.Message, [.. call.Fields.Select(static field => (LogField)(field.Key, field.Value))]);

        var entry = session.Last;
        using var json = Logged.Parse(entry);
        string[] names = [.. json.RootElement.EnumerateObject().Select(static p => p.Name)];
        names[..5].Should().Equal("level", "content", "is_pii", "timestamp", "logger");
        names.Should().OnlyHaveUniqueItems();
        names[5..].Should().Equal(entry.Fields.Keys);
        json.RootElement.GetProperty("content").GetString().Should().Be(entry.Content);
        json.RootElement.GetProperty("is_pii").GetBoolean().Should().Be(entry.IsPii);
    });

    [Fact]
    public void Every_kept_and_lost_entry_is_counted() => Cases.Hold(s_calls, static call =>
    {
        using var session = new Session(
            new LogLimits { EntriesPerScope = 3, FieldsPerEntry = 2, TextLength = 16, ItemsPerCollection = 1, Depth = 1, EntrySize = 256 });
        using var function = session.Conversation.BeginFunction("f");

        for (int i = 0; i < 5; i++)
        {
            session.Log.Info(call.Message, [.. call.Fields.Select(static field => (LogField)(field.Key, field.Value))]);
        }

        function.Losses.Accepted.Should().Be(5);
        function.Losses.Kept.Should().Be(3).And.Be(function.Entries.Count);
        function.Losses.DroppedTotal.Should().Be(2);
    });

    [Fact]
    public void Entries_keep_their_order_and_belong_to_the_open_event() => Cases.Hold(s_steps, static steps =>
    {
        using var session = new Session();
        var open = new Stack<FunctionEvent>();
        var expected = new List<(string Content, FunctionEvent? Call)>();
        foreach (int step in steps)
        {
            switch (step)
            {
                case 0: open.Push(session.Conversation.BeginFunction("f")); break;
                case 1 when open.Count > 0: open.Pop().Dispose(); break;
                default:
                    expected.Add(($"entry {expected.Count}", open.TryPeek(out var call) ? call : null));
                    session.Log.Info(expected[^1].Content);
                    break;
            }
        }

        var entries = session.Sink.Entries;
        entries.Select(static entry => (entry.Content, entry.FunctionEvent)).Should().Equal(expected);
        entries.Select(static entry => entry.Sequence).Should().Equal(Enumerable.Range(1, expected.Count).Select(static i => (long)i));
        session.Sink.FunctionEvents.Sum(static call => call.Entries.Count).Should().Be(expected.Count(static e => e.Call is not null));
    });

    [Fact]
    public void Logged_JSON_is_written_unchanged() => Cases.Hold(AnyValue.Json, static text =>
    {
        using var given = JsonDocument.Parse(text);

        using var logged = JsonDocument.Parse(Logged.Value(given.RootElement, s_wide));

        SameJson.Holds(logged.RootElement, given.RootElement).Should().BeTrue("{0} was logged", text);
        Numbers(logged.RootElement).Should().Equal(Numbers(given.RootElement), "numbers keep their digits");
    });

    [Fact]
    public void Texts_are_written_unchanged_except_lone_surrogates() => Cases.Hold(AnyValue.Text, static text =>
    {
        string whole = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

        var entry = Logged.Entry(log => log.Info(text, ("v", text)));

        entry.Content.Should().Be(whole);
        entry.Fields["v"].Should().Be(whole);
        using var json = Logged.Parse(entry);
        json.RootElement.GetProperty("v").GetString().Should().Be(whole);
    });

    [Fact]
    public void A_masked_text_is_never_shown_whatever_it_is_wrapped_in() => Cases.Hold(AnyValue.Value, static value =>
    {
        using var session = new Session();
        session.Log.Info("m", ("v",
            new object?[] { value, new Dictionary<string, object?>(StringComparer.Ordinal) { ["k"] = new MaskedText("canary-4711") } }));

        session.Last.Fields[0].IsPii.Should().BeTrue();
        session.Last.ToString().Should().NotContain("canary-4711");
    });

    private static IEnumerable<string> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetRawText()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static p => Numbers(p.Value)),
        _ => [],
    };
}
