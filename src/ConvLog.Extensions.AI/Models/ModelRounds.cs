using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The rounds of one request with the model, as model calls of its turn, seen from outside the loop: a round ends when a tool begins, and
/// the next one begins when the last tool ends. Safe to use from any thread.
/// </summary>
internal sealed partial class ModelRounds : IRounds
{
    private readonly Lock _lock = new();
    private readonly Turn _turn;
    private readonly ModelDetails _details;
    private readonly ModelMessages _messages;
    private readonly string? _instructions;
    private readonly string? _purpose; // The purpose of a side call.
    private readonly string? _agent;
    private readonly Action<IReadOnlyCollection<ChatMessage>> _answered; // Called with the model's messages of each round.
    private readonly IList<ChatMessage> _asked; // The initial messages of the request.
    private readonly int _askedCount;
    private readonly HashSet<string> _approved; // Calls of an earlier request, which are answered before the model is called.
    private readonly List<string> _notRun; // Approved calls whose tool has not been invoked.
    private readonly HashSet<ChatMessage> _seen = new(ReferenceEqualityComparer.Instance); // Of rounds ended by a tool. By reference: IDs may repeat.
    private readonly Queue<Round> _logged = []; // Those rounds, in order.
    private readonly bool _isAsked; // Whether the request certainly calls the model. Otherwise, a round is detected by its results.
    private readonly ToolTimes _tools = new();
    private readonly List<ChatResponseUpdate> _updates = []; // The updates of the current round of a stream.
    private ModelCall? _open;
    private long _next; // When the next round began, if there is one.
    private long? _latestUpdate; // Null if nothing is streamed.
    private bool _isOver;
    private bool _isHandledInside; // Whether a client inside sees each round itself.

    // The messages sent to the model and received from it. Most requests of a client inside the loop never need them.
    private List<ChatMessage> History => field ??= [.. _asked.Take(_askedCount)];

    public ModelRounds(Turn turn, ModelDetails details, ModelMessages messages, IList<ChatMessage> asked, IEnumerable<ChatMessage> latest,
        string? instructions, string? purpose, Action<IReadOnlyCollection<ChatMessage>> answered, long? since = null, string? agent = null)
    {
        _turn = turn;
        _details = details;
        _messages = messages;
        _instructions = instructions;
        (_purpose, _agent) = (purpose, agent);
        _answered = answered;
        (_asked, _askedCount) = (asked, asked.Count);
        _approved = latest.SelectMany(static message => message.Contents).OfType<ToolApprovalResponseContent>()
            .Select(static response => response.ToolCall.CallId).ToHashSet(StringComparer.Ordinal);
        _notRun = [.. _approved];
        _next = since ?? Now;
        _isAsked = since is null;
        if (_isAsked && _approved.Count == 0)
        {
            _open = Begin(_next, asked, asked.Count);
        }
    }

    private long Now => _turn.Time.GetTimestamp();

    public void ToolBegan(string? callId, IList<ChatMessage>? messages)
    {
        lock (_lock)
        {
            _tools.Began(callId, Now);
            if (_isOver || _isHandledInside || callId is null || _notRun.Remove(callId))
            {
                return;
            }

            if (_updates.Count > 0)
            {
                EndStreamedWith(callId);
            }
            else if (messages is not null && _latestUpdate is null)
            {
                EndBefore(callId, messages);
            }
        }
    }

    public void ToolEnded(string? callId, Exception? thrown)
    {
        lock (_lock)
        {
            _next = Now;
            _tools.Ended(callId, _next, thrown);
        }
    }

    public void Update(ChatResponseUpdate update)
    {
        lock (_lock)
        {
            if (_isHandledInside)
            {
                return;
            }

            if (update.Role == ChatRole.Tool)
            {
                if (_updates.Count > 0)
                {
                    EndStreamed();
                }

                History.Add(new ChatMessage(ChatRole.Tool, update.Contents));
                _approved.Clear(); // They are answered.
                _next = Now;
            }
            else if (IsApproved(update))
            {
                History.Add(new ChatMessage(ChatRole.Assistant, update.Contents));
            }
            else if (_open is null && update.Contents.Count > 0 && !update.Contents.HasOtherThan<UsageContent>())
            {
                AddLateUsage(update);
            }
            else
            {
                _open ??= Begin(_next, History, History.Count);
                _latestUpdate = Now;
                _updates.Add(update);
                if (update.Contents.HasOtherThan<UsageContent>())
                {
                    _open.AddChunk();
                }
            }
        }
    }

    public void EndStream()
    {
        lock (_lock)
        {
            _isOver = true;
            if (_open is not null)
            {
                EndStreamed();
            }
        }
    }

    public void CancelOpen()
    {
        lock (_lock)
        {
            _isOver = true;
            var response = StreamedResponse.Of(_updates);
            _open?.Cancel(_turn.WhyCanceled, AnswerOf([.. response.Messages]), UsageOf(_open, response));
            _open = null;
        }
    }

    public void End(ChatResponse response)
    {
        lock (_lock)
        {
            _isOver = true;
            if (_isHandledInside)
            {
                return;
            }

            var all = Round.Split(response.Messages).ToList();
            var rounds = all.SkipWhile(split => IsAnswered(split.Round)).ToList();
            foreach (var (_, answered) in all.SkipLast(rounds.Count))
            {
                _tools.Take(answered.CallIds);
            }

            long? next = null;
            foreach (var (index, round) in rounds.SkipLast(1))
            {
                var (began, ended) = _tools.Take(round.CallIds);
                if (!IsLogged(round))
                {
                    End(_open ?? BeginAfter(response, index, next ?? _next), round, began ?? Now, usage: null);
                }

                next = ended;
            }

            if (rounds.Count > 0 && IsLogged(rounds[^1].Round))
            {
                // The loop ended with a tool, and its last round is already logged.
                AddUsage(UsageOf(call: null, response));
                return;
            }

            var last = _open ?? BeginAfter(response, rounds.Count > 0 ? rounds[^1].Index : response.Messages.Count, _next);
            _open = null;
            Complete(last, TimeSpan.Zero, rounds.Count > 0 ? rounds[^1].Round.Messages : [], response);
        }
    }

    public void Fail(Exception exception, bool isCanceled)
    {
        lock (_lock)
        {
            _isOver = true;
            if (_open is not null && _updates.Count == 0 && _tools.FirstBegan is { } began)
            {
                // The model had answered with the calls of the tools that ran; the text of its answer is unknown.
                _open.Complete(Ago(began), response: null, usage: null, finishReason: null, responseId: null);
                _open = null;
            }

            if (_open is not null || (_isAsked && !_tools.Threw(exception)))
            {
                var response = StreamedResponse.Of(_updates);
                (_open ?? Begin(_next, History, History.Count)).Fail(exception, isCanceled, AnswerOf([.. response.Messages]), _details.UsageOf(response));
                _open = null;
            }
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isOver = true;
            _open?.Dispose();
            _open = null;
        }
    }

    private ModelCall Begin(long timestamp, IList<ChatMessage> asked, int count)
    {
        var call = _turn.BeginModelCall(_details.Model, _details.Provider, _details.Parameters, Ago(timestamp), _details.Request);
        (call.Purpose, call.AgentName) = (_purpose, _agent);
        _messages.AddTo(call, _instructions, asked, count);
        return call;
    }

    // Begins a round after the first messages of a response.
    private ModelCall BeginAfter(ChatResponse response, int count, long timestamp)
    {
        List<ChatMessage> asked = [.. History, .. response.Messages.Take(count)];
        return Begin(timestamp, asked, asked.Count);
    }

    private void End(ModelCall call, Round round, long timestamp, ModelUsage? usage)
    {
        _open = null;
        call.Complete(Ago(timestamp), AnswerOf(round.Messages), usage, finishReason: null, responseId: null);
    }

    // Ends the round at its first tool; the loop provides the messages that contain the call.
    private void EndBefore(string callId, IList<ChatMessage> messages)
    {
        int end = messages.Count;
        while (end > 0 && !messages[end - 1].Contents.Any(content => content is FunctionCallContent call && string.Equals(call.CallId, callId,
            StringComparison.Ordinal)))
        {
            end--;
        }

        while (end > 0 && end < messages.Count && messages[end].Role == ChatRole.Assistant)
        {
            end++; // Calls may be in several messages of a round.
        }

        int start = end;
        while (start > 0 && messages[start - 1].Role == ChatRole.Assistant && !History.Contains(messages[start - 1]) && !_seen.Contains(messages[start - 1]))
        {
            start--;
        }

        if (start < end)
        {
            Round round = new([.. messages.Take(end).Skip(start)]);
            _seen.UnionWith(round.Messages);
            _logged.Enqueue(round);
            End(_open ?? Begin(_next, messages, start), round, Now, usage: null);
        }
    }

    private void EndStreamed()
    {
        var response = StreamedResponse.Of(_updates);
        _updates.Clear();
        var round = new Round([.. response.Messages]);
        if (!_isOver)
        {
            History.AddRange(response.Messages);
        }

        Complete(_open!, response.Messages.Count > 0 && _latestUpdate is { } latest ? Ago(latest) : TimeSpan.Zero, round.Messages, response);
        _open = null;
    }

    // Called once for each round, in order. Compares IDs, because a client in between may have created new messages.
    private bool IsLogged(Round round)
        => _logged.TryPeek(out var next) && next.CallIds.Exists(round.CallIds.Contains) && _logged.TryDequeue(out _);

    private TimeSpan Ago(long timestamp) => _turn.Time.GetElapsedTime(timestamp);
}
