using System.Text.Json.Nodes;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Import;

/// <summary>An invalid dialogue is reported with position and reason, and the other dialogues are imported.</summary>
public sealed class MalformedDialogueTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Faults => new()
    {
        { """17""", "dialogue 2: should be an object, and is the number 17" },
        { """null""", "dialogue 2: should be an object, and is null" },
        { """{}""", "dialogue 2: lacks \"dialogue_id\"" },
        { """{"dialogue_id": null}""", "dialogue 2: lacks \"dialogue_id\"" },
        { """{"dialogue_id": " "}""", "dialogue 2.dialogue_id: is blank" },
        { """{"dialogue_id": ["x"]}""", "dialogue 2.dialogue_id: should be a text, and is a list" },
        { """{"dialogue_id": "x"}""", "dialogue 2 (x): lacks \"services\"" },
        { """{"dialogue_id": "x", "services": "Banks_2"}""", "dialogue 2 (x).services: should be a list, and is a text" },
        { """{"dialogue_id": "x", "services": []}""", "dialogue 2 (x): lacks \"turns\"" },
        { """{"dialogue_id": "x", "services": [], "turns": {}}""", "dialogue 2 (x).turns: should be a list, and is an object" },
        { Turns("""[]"""), "dialogue 2 (x).turns, turn 1: should be an object, and is a list" },
        { Turns("""{"utterance": "a", "frames": []}"""), "dialogue 2 (x).turns, turn 1: lacks \"speaker\"" },
        { Turns("""{"speaker": "BOT", "utterance": "a", "frames": []}"""), "dialogue 2 (x).turns, turn 1.speaker: should be USER or SYSTEM" },
        { Turns("""{"speaker": "USER", "utterance": {}, "frames": []}"""), "dialogue 2 (x).turns, turn 1.utterance: should be a text, and is an object" },
        { Turns("""{"speaker": "USER", "utterance": 5, "frames": []}"""), "dialogue 2 (x).turns, turn 1.utterance: should be a text, and is the number 5" },
        { Turns("""{"speaker": "USER", "utterance": "a\ud83d", "frames": []}"""), "dialogue 2 (x).turns, turn 1.utterance: is not valid Unicode" },
        { Turns("""{"speaker": "USER", "utterance": "a", "frames": [{}]}"""), "dialogue 2 (x).turns, turn 1.frames[0]: lacks \"service\"" },
        { Turns(Frame("\"slots\": [{}]")), "dialogue 2 (x).turns, turn 1.frames[0].slots[0]: lacks \"slot\"" },
        { Turns(Frame(Slot(-1, 2))), "dialogue 2 (x).turns, turn 1.frames[0].slots[0].start: -1 is before the utterance" },
        { Turns(Frame(Slot(0, 4))), "dialogue 2 (x).turns, turn 1.frames[0].slots[0].exclusive_end: 4 is beyond the utterance of 3 code points" },
        { Turns(Frame(Slot(2, 1))), "dialogue 2 (x).turns, turn 1.frames[0].slots[0].exclusive_end: 1 is before the start, 2" },
        { Turns(Frame("\"slots\": [{\"slot\": \"a\", \"start\": \"0\", \"exclusive_end\": 1}]")),
            "dialogue 2 (x).turns, turn 1.frames[0].slots[0].start: should be a whole number, and is a text" },
        { Turns(Frame("\"slots\": [{\"slot\": \"a\", \"start\": 0.5, \"exclusive_end\": 1}]")),
            "dialogue 2 (x).turns, turn 1.frames[0].slots[0].start: should be a whole number, and is the number 0.5" },
        { Turns(Frame("\"slots\": [{\"slot\": \"a\", \"start\": 0, \"exclusive_end\": 99999999999999999999999}]")),
            "dialogue 2 (x).turns, turn 1.frames[0].slots[0].exclusive_end: should be a whole number, and is the number of many digits" },
        { Turns(Frame("\"actions\": [{\"slot\": \"a\"}]")), "dialogue 2 (x).turns, turn 1.frames[0].actions[0]: lacks \"act\"" },
        { Turns(Frame("\"actions\": [{\"act\": \"INFORM\", \"values\": 3}]")),
            "dialogue 2 (x).turns, turn 1.frames[0].actions[0].values: should be a list, and is the number 3" },
        { Turns(Frame("\"state\": {\"slot_values\": {\"a\": \"b\"}}")),
            "dialogue 2 (x).turns, turn 1.frames[0].state.slot_values.a: should be a list, and is a text" },
        { Turns(Frame("\"service_call\": {\"method\": \"Find\"}")), "dialogue 2 (x).turns, turn 1.frames[0].service_call: lacks \"parameters\"" },
        { Turns(Frame("\"service_call\": {\"method\": \"Find\", \"parameters\": {\"a\": {}}}")),
            "dialogue 2 (x).turns, turn 1.frames[0].service_call.parameters.a: should be a text, and is an object" },
        { Turns(Frame("\"service_call\": {\"method\": \"Find\", \"parameters\": {}}, \"service_results\": {}")),
            "dialogue 2 (x).turns, turn 1.frames[0].service_results: should be a list, and is an object" },
        { Turns(Frame("\"service_call\": {\"method\": \"Find\", \"parameters\": {}}, \"service_results\": [{\"a\\ud800\": \"b\"}]")),
            "dialogue 2 (x).turns, turn 1.frames[0].service_results[0]: has a name that is not valid Unicode" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_fault_is_reported_with_position_and_reason(string dialogue, string fault)
    {
        await using var bench = new Bench();
        string first = Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi")).ToJsonString();
        string third = Some.DialogueJson("d-3", Some.User("Hello"), Some.System("Hi")).ToJsonString();

        var summary = await bench.ImportAsync(_folder.Write("a.json", $"[{first},\n{dialogue},\n{third}]"));

        bench.Report.Faults.Should().ContainSingle().Which.Should().StartWith("a.json: " + fault);
        (summary.Conversations, summary.Malformed, summary.UnreadableFiles).Should().Be((2, 1, 0));
        (await bench.ListAsync()).Select(conversation => conversation.ConversationId).Should().BeEquivalentTo("d-1", "d-3");
    }

    [Fact]
    public async Task Many_faults_of_a_file_are_summarized()
    {
        await using var bench = new Bench();

        var summary = await bench.ImportAsync(
            _folder.Write("a.json", new JsonArray([.. Enumerable.Range(0, 40).Select(_ => (JsonNode)new JsonObject())]).ToJsonString()));

        summary.Malformed.Should().Be(40);
        bench.Report.Faults.Should().HaveCount(6);
        bench.Report.Faults[^1].Should().Be("a.json: and 35 more malformed dialogues");
    }

    [Fact]
    public async Task Numbers_and_booleans_are_kept_as_written()
    {
        await using var bench = new Bench();
        string dialogue = Turns(Frame("\"service_call\": {\"method\": \"Find\", \"parameters\": {\"seats\": 2, \"outdoors\": true, \"none\": null}}"));

        (await bench.ImportAsync(_folder.Write("a.json", $"[{dialogue.Replace("null", "\"null\"", StringComparison.Ordinal)}]"))).Malformed.Should().Be(0);

        var arguments = (await bench.FullAsync("x")).Turns.Single().FunctionEvents.Single().Arguments;
        (arguments["seats"], arguments["outdoors"]).Should().Be(("2", "true"));
    }

    private static string Turns(string turn) => $$"""{"dialogue_id": "x", "services": [], "turns": [{{turn}}]}""";

    private static string Frame(string rest) => $$"""{"speaker": "SYSTEM", "utterance": "abc", "frames": [{"service": "S_1", {{rest}}}]}""";

    private static string Slot(int start, int end)
        => FormattableString.Invariant($"\"slots\": [{{\"slot\": \"a\", \"start\": {start}, \"exclusive_end\": {end}}}]");
}
