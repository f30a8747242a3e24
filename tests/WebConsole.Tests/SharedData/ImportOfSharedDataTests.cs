using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog;
using ConvLog.Records;
using WebConsole.Import;

namespace WebConsole.Tests.SharedData;

[Collection(ImportedCollection.Name)]
public sealed class ImportOfSharedDataTests(ImportedData data)
{
    [SharedDataFact]
    public void All_384_conversations_are_imported_with_773_function_events()
    {
        data.Summary.Should().Be(new ImportSummary(Files: 3, Conversations: 384, FunctionEvents: 773, Skipped: 0, Malformed: 0, UnreadableFiles: 0));
        data.Bench.Report.Faults.Should().BeEmpty();
        data.Conversations.Should().HaveCount(384);
        data.Conversations.Values.Sum(conversation => conversation.Full.AllFunctionEvents.Count()).Should().Be(773);
    }

    [SharedDataFact]
    public void Each_exchange_becomes_a_turn_with_its_utterances_and_usage()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            string[] utterances = [.. RawDialogues.Turns(dialogue).Select(turn => turn["utterance"]!.GetValue<string>())];
            var turns = data.Conversations[RawDialogues.Id(dialogue)].Full.Turns;

            turns.SelectMany(turn => new[] { turn.UserInput.Text, turn.AgentResponse.Text }).Should().Equal(utterances);
            turns.Where(turn => turn.Usage!.TotalTokens <= 0 || !(turn.Latency > TimeSpan.Zero)).Should().BeEmpty();
        }
    }

    [SharedDataFact]
    public void Each_service_call_becomes_a_function_event_of_its_turn_with_arguments_result_and_outcome()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            var calls = data.Conversations[RawDialogues.Id(dialogue)].Full.AllFunctionEvents;

            calls.Select(call => (call.TurnOrdinal, call.Name, Arguments(call), call.Outcome)).Should().Equal(RawDialogues.Calls(dialogue).Select(call => (
                call.Exchange,
                call.Frame["service_call"]!["method"]!.GetValue<string>(),
                Arguments(call.Frame["service_call"]!["parameters"]!),
                (FunctionOutcome?)(RawDialogues.Failed(call.Frame) ? FunctionOutcome.Failed : FunctionOutcome.Completed))));
        }
    }

    [SharedDataFact]
    public void Each_answer_and_each_service_call_has_its_model_call()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            var view = data.Conversations[RawDialogues.Id(dialogue)].Full;
            foreach (var turn in view.Turns)
            {
                var calls = turn.ModelCalls.Where(call => call.Outcome == FunctionOutcome.Completed).ToList();
                calls.Should().HaveCount(turn.FunctionEvents.Count + 1);
                calls[^1].Response!.Text.Text.Should().Be(turn.AgentResponse.Text);
                turn.FunctionEvents.Select(call => call.ModelCallId).Should().Equal(calls.SkipLast(1).Select(call => call.Id));
            }

            view.Scores.Select(score => score.Name).Should().Contain("goal reached");
        }

        data.Conversations.Values.SelectMany(conversation => conversation.Full.Labels).Should().NotBeEmpty();
    }

    [SharedDataFact]
    public void Every_entry_is_logged_under_its_own_event()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            var view = data.Conversations[RawDialogues.Id(dialogue)].Full;
            view.Entries.Should().BeEmpty();
            view.Turns.Should().NotBeEmpty();
            view.Turns.Where(turn => turn.Entries.Count > 0 || turn.ApiResponses.Count > 0).Should().BeEmpty();
            foreach (var (call, (_, frame)) in view.AllFunctionEvents.Zip(RawDialogues.Calls(dialogue)))
            {
                call.Entries.Where(entry => !(entry.Timestamp >= call.StartedAt && entry.Timestamp <= call.StartedAt + call.Duration)).Should().BeEmpty();
                call.Entries[0].Content.Should().Be("Validated inputs");
                (CountTold(call) ?? Count(frame)).Should().Be(Count(frame), "where a count is told, it is that of this call");
            }
        }
    }

    [SharedDataFact]
    public void Results_are_kept_unchanged()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            foreach (var (call, (_, frame)) in data.Conversations[RawDialogues.Id(dialogue)].Full.AllFunctionEvents.Zip(RawDialogues.Calls(dialogue)))
            {
                if (call.Outcome == FunctionOutcome.Completed)
                {
                    JsonNode.DeepEquals(JsonNode.Parse(((JsonElement)call.Result!.Value.Value!).GetRawText()), frame["service_results"]).Should().BeTrue();
                }
                else
                {
                    call.Error!.Value.Text.Should().NotBeEmpty();
                }
            }
        }
    }

    [SharedDataFact]
    public async Task A_second_import_skips_all_of_them()
    {
        var again = await data.Bench.ImportAsync(DialogueFiles.All);

        (again.Conversations, again.FunctionEvents, again.Skipped).Should().Be((0, 0, 384));
    }

    private static int Count(JsonNode frame) => frame["service_results"]!.AsArray().Count;

    private static int? CountTold(FunctionEventView call)
        => call.Entries.Select(entry => entry.Fields.TryGetValue("count", out object? count)
            ? Convert.ToInt32(count, System.Globalization.CultureInfo.InvariantCulture) : (int?)null)
            .SingleOrDefault(count => count is not null);

    private static string Arguments(FunctionEventView call)
        => string.Join(';', call.Arguments.Select(argument => $"{argument.Key}={argument.Value}").Order(StringComparer.Ordinal));

    private static string Arguments(JsonNode parameters)
        => string.Join(';', parameters.AsObject().Select(argument => $"{argument.Key}={argument.Value}").Order(StringComparer.Ordinal));
}
