using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>What the model answers, and says before its tools run.</content>
internal sealed partial class ChatRequest
{
    private ChatResponse? _earlier; // Of a stream, what rounds answered whose tools have ended.

    // Of a stream; any thread.
    private ChatResponse SoFar()
    {
        lock (_updates)
        {
            return _run is { IsOne: false } ? AgentRun.Of(_updates) : StreamedResponse.Of(_updates, _earlier);
        }
    }

    private MaskedText AnswerSoFar()
    {
        MaskedText answer = default;
        Guarded(() => answer = MaskedAnswer(SoFar()));
        return answer;
    }

    // What the model said last: before it called tools, it bridged the wait.
    private MaskedText MaskedAnswer(ChatResponse response)
        => _run is { IsOne: false } run ? _messages.Answered(run.AnswerIn(response.Messages))
        : Round.Split(response.Messages).Select(split => _messages.Answered(split.Round.Messages)).LastOrDefault(static answer => !answer.IsEmpty);

    // What rounds said before their tools ran.
    private void Say(IEnumerable<(int Index, Round Round)> bridges)
    {
        foreach (var (_, round) in _isSpoken ? bridges : [])
        {
            _turn?.Say(_messages.Answered(round.Messages), filler: true);
        }
    }

    // Of a stream, when the results of a round's tools arrive. The parts of the round are not needed any more.
    private IEnumerable<(int Index, Round Round)> EndRound()
    {
        lock (_updates)
        {
            _earlier ??= new ChatResponse();
            int before = _earlier.Messages.Count;
            StreamedResponse.Add(_earlier, _updates);
            _updates.Clear();
            return Round.Split([.. _earlier.Messages.Skip(before)]);
        }
    }

    // Those that the caller has to answer. An ID may come again in a later round.
    private static HashSet<string> WaitingCalls(ChatResponse response)
    {
        HashSet<string> waiting = new(StringComparer.Ordinal);
        foreach (var content in response.Messages.SelectMany(static message => message.Contents))
        {
            if (content is FunctionCallContent { InformationalOnly: false } call)
            {
                waiting.Add(call.CallId);
            }
            else if (content is FunctionResultContent result)
            {
                waiting.Remove(result.CallId);
            }
        }

        return waiting;
    }
}
