using System.Text.Json.Nodes;
using WebConsole.Import;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Import;

/// <summary>Spans count code points, as Python does, whereas .NET counts UTF-16 units.</summary>
public sealed class SpanTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("call Jo now", 5, 7, "call [redacted] now")]
    [InlineData("😀 call Jo now", 7, 9, "😀 call [redacted] now")]
    [InlineData("😀👩‍🚀 call Jo", 10, 12, "😀👩‍🚀 call [redacted]")]
    [InlineData("name: 😀", 6, 7, "name: [redacted]")]
    [InlineData("Jo", 0, 2, "[redacted]")]
    [InlineData("Jo calls", 0, 0, "Jo calls")]
    public async Task A_personal_span_is_masked_at_its_position(string utterance, int start, int end, string shown)
    {
        await using var bench = new Bench();
        var dialogue = Some.DialogueJson("d-1", Some.User(utterance, Some.Span("contact_name", start, end)), Some.System("Fine"));

        await bench.ImportAsync(_folder.Write("a.json", Some.File(dialogue)));

        (await bench.PlainAsync("d-1")).Turns[0].UserInput.Text.Should().Be(shown);
        (await bench.FullAsync("d-1")).Turns[0].UserInput.Text.Should().Be(utterance);
    }

    [Fact]
    public async Task A_span_of_another_slot_is_not_masked()
    {
        await using var bench = new Bench();
        var dialogue = Some.DialogueJson("d-1", Some.User("In Napa", Some.Span("city", 3, 7)), Some.System("Fine"));

        await bench.ImportAsync(_folder.Write("a.json", Some.File(dialogue)));

        (await bench.PlainAsync("d-1")).Turns[0].UserInput.Text.Should().Be("In Napa");
    }

    [Fact]
    public async Task A_known_value_is_masked_in_every_utterance_of_its_dialogue_and_in_no_other()
    {
        await using var bench = new Bench();
        var result = new JsonObject { ["therapist_name"] = "Linn Terri", ["phone_number"] = "707-555-0163", ["address"] = "68 Coombs Street" };
        var first = Some.DialogueJson(
            "d-1",
            Some.User("Is LINN TERRI still there? I had (707) 555 0163."),
            Some.Calling("Yes, at 68 Coombs  Street.", "FindProvider", new JsonObject { ["city"] = "Napa" }, [result]));
        var second = Some.DialogueJson("d-2", Some.User("Who is Linn Terri?"), Some.System("I don't know"));

        await bench.ImportAsync(_folder.Write("a.json", Some.File(first, second)));

        var turn = (await bench.PlainAsync("d-1")).Turns.Single();
        turn.UserInput.Text.Should().Be("Is [redacted] still there? I had [redacted].");
        turn.AgentResponse.Text.Should().Be("Yes, at [redacted].");
        (await bench.PlainAsync("d-2")).Turns.Single().UserInput.Text.Should().Be("Who is Linn Terri?");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a😀b", 3)]
    public void Code_points_are_counted_as_Python_does(string text, int count) => new CodePoints(text).Count.Should().Be(count);

    [Fact]
    public void A_lone_surrogate_counts_as_one_code_point_as_in_Python() => new CodePoints("\ude00\ud83d").Count.Should().Be(2);

    [Fact]
    public void A_code_point_starts_at_its_first_UTF_16_unit()
    {
        var points = new CodePoints("a😀b");

        Enumerable.Range(0, 4).Select(points.Utf16At).Should().Equal(0, 1, 3, 4);
    }
}
