using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>What the model answers, and says before its tools run.</content>
internal sealed partial class ChatRequest
{
    private ChatResponse? _earlier; // Of a stream, what rounds answered whose tools have ended.

    private void Take(ChatResponseUpdate given, bool isOfModel)
    {
        ArgumentNullException.ThrowIfNull(given); // Counted as what is missing here.
        bool hasCalls = given.Contents.HasAny<FunctionCallContent>();
        var update = hasCalls ? Copied(given) : given;
        bool isFirst;
        lock (_updates)
        {
            isFirst = !_isStreamed;
            _isStreamed = true;
            _updates.Add(update);
            if (hasCalls)
            {
                CallArguments.Take(update, _updates);
            }
        }

        if (isFirst)
        {
            Answered?.SoFar = AnswerSoFar;
        }

        if (isOfModel)
        {
            _rounds?.Update(update);
        }

        _run?.Take(update.AuthorName, update.Contents, HandOver);
        if (update.Role == ChatRole.Tool)
        {
            Say(_run is { IsOne: false } ? [] : EndRound());
            _calls?.Answered([new ChatMessage(ChatRole.Tool, update.Contents)]);
        }
    }

    // A loop outside of this client replaces calls by requests for an approval, in the same list.
    private static ChatResponseUpdate Copied(ChatResponseUpdate update)
    {
        var copy = update.Clone();
        copy.Contents = [.. update.Contents];
        return copy;
    }

    // Its reader has left a stream.
    private MaskedText Leave()
    {
        var answer = AnswerSoFar();
        Guarded(() =>
        {
            Answered?.SetStreamed(answer);
            if (Answered?.WhyCanceled == CancelReason.Unspecified)
            {
                Answered.Interrupt();
            }
        });
        return answer;
    }

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
        foreach (var (_, round) in IsSpoken ? bridges : [])
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
}
