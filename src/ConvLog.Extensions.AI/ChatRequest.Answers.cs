using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <content>The model's answer, and the messages before its tools run.</content>
internal sealed partial class ChatRequest
{
    private ChatResponse? _earlier; // In a stream: the answers of the rounds whose tools have ended.

    private void Add(ChatResponseUpdate given, bool isOfModel)
    {
        ArgumentNullException.ThrowIfNull(given); // Counted as missing from the log.
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
                CallArguments.AddCalls(update, _updates);
            }
        }

        if (isFirst)
        {
            Answered?.PartialAnswer = PartialAnswer;
        }

        if (isOfModel)
        {
            _rounds?.Update(update);
        }

        _run?.Add(update.AuthorName, update.Contents, HandOver);
        if (update.Role == ChatRole.Tool)
        {
            SayBridges(_run is { IsOne: false } ? [] : EndRound());
            _calls?.AddResults([new ChatMessage(ChatRole.Tool, update.Contents)]);
        }
    }

    // A loop outside this client replaces calls with approval requests in the same list.
    private static ChatResponseUpdate Copied(ChatResponseUpdate update)
    {
        var copy = update.Clone();
        copy.Contents = [.. update.Contents];
        return copy;
    }

    // Ends a stream that its reader has left.
    private MaskedText EndUnread()
    {
        var answer = PartialAnswer();
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

    // In a stream; called from any thread.
    private ChatResponse PartialResponse()
    {
        lock (_updates)
        {
            return _run is { IsOne: false } ? AgentRun.Of(_updates) : StreamedResponse.Of(_updates, _earlier);
        }
    }

    private MaskedText PartialAnswer()
    {
        MaskedText answer = default;
        Guarded(() => answer = MaskedAnswer(PartialResponse()));
        return answer;
    }

    // The answer is the model's last message: earlier ones bridged the wait for tools.
    private MaskedText MaskedAnswer(ChatResponse response)
        => _run is { IsOne: false } run ? _messages.Answered(run.AnswerIn(response.Messages))
        : Round.Split(response.Messages).Select(split => _messages.Answered(split.Round.Messages)).LastOrDefault(static answer => !answer.IsEmpty);

    // Adds the messages that preceded the tools of a round.
    private void SayBridges(IEnumerable<(int Index, Round Round)> bridges)
    {
        foreach (var (_, round) in IsSpoken ? bridges : [])
        {
            _turn?.Say(_messages.Answered(round.Messages), filler: true);
        }
    }

    // In a stream, called when the results of a round's tools arrive, after which the round's updates are no longer needed.
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
