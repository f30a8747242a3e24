using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <summary>Logs one request of a chat client, as a turn of its own or as part of the open one. Safe to use from any thread; never throws.</summary>
internal sealed partial class ChatRequest : IToolRequest, IDisposable
{
    private readonly Turn? _turn;
    private readonly Turn? _own; // The turn that this request ends; an earlier request may have begun it.
    private readonly IRounds? _rounds;
    private readonly ModelMessages _messages;
    private readonly ModelDetails _details;
    private readonly ToolCalls? _calls;
    private readonly List<ChatResponseUpdate> _updates = []; // In a stream, the updates of the latest round.
    private readonly string? _purpose; // The purpose of a side call.
    private readonly ResponseContinuationToken? _token; // Requests the answer to an earlier request again.
    private readonly IList<AITool>? _tools; // The host's list, not a copy.
    private DateTimeOffset? _waitingSince; // Of the continued turn.
    private readonly string? _serviceId; // The service's ID of the conversation, if the caller passed it.
    private readonly string? _input; // The user's last message in such a turn.
    private readonly bool _isSpoken; // Whether the user gets its answer.
    private readonly Lazy<HashSet<string>>? _outer; // The user's messages as passed to the outermost client; null if this is that client.
    private readonly Lazy<HashSet<string>> _passed; // The same, for clients inside this one.
    private bool _isStreamed;
    private bool _isOver;
    private bool _isWaiting; // Whether its turn stays open.

    private ChatRequest(
        Conversation conversation, IChatClient? inner, ConvLogChatOptions logging, IList<ChatMessage> asked, ChatOptions? options, AgentRun? run)
    {
        Conversation = conversation;
        _serviceId = options?.ConversationId;
        _run = run;
        _around = ToolFlow.Request as ChatRequest;
        _outer = _around?._passed;
        _passed = _outer ?? new(() => UserTexts(asked).ToHashSet(StringComparer.Ordinal));
        _messages = new ModelMessages(logging.Mask, logging.IncludeReasoning, _outer, _agent = RunningAgent.Name);
        _details = ModelDetails.Of(inner, options);
        _purpose = (options as SideCallOptions)?.Purpose;
        (_token, _tools) = (options?.ContinuationToken, options?.Tools);
        _isSpoken = _purpose is null && conversation.CurrentFunction is null;
        List<ChatMessage> latest = [.. asked.Skip(LastAnswerIn(asked))];
        (_turn, _own, _input) = TurnOf(conversation, asked, latest);
        _calls = ToolCalls.Of(conversation, _turn);
        NameAgent();
        Guarded(() =>
        {
            if (_purpose is null)
            {
                _calls?.Adopt(latest);
                _calls?.AddDecisions(latest, _waitingSince);
                _calls?.AddResults(latest);
            }
        });

        // A client inside this one sees each round itself.
        IRounds? rounds = null;
        Action<ModelCall>? request = null;
        Guarded(() => rounds = _turn is null || inner?.GetService(typeof(ConvLogChatClient)) is not null ? null
            : inner is null ? new AgentRounds((since, agent) => RoundsSince(since, agent), _turn.Time)
            : RoundsSince(run is not null ? _turn.Time.GetTimestamp() : null));
        _rounds = rounds;
        _askedAt = _turn?.Time.GetUtcNow() ?? default;
        Guarded(() => request = RequestOf(inner, asked, options?.Instructions));
        _request = request;

        ModelRounds RoundsSince(long? since, string? agent = null)
            => new(_turn!, _details, _messages, asked, latest, options?.Instructions, _purpose, _calls!.AddRound, since, agent ?? _agent);
    }

    public Conversation Conversation { get; }

    // The turn that the response answers; null for a side call, and inside a run, whose own response is the answer.
    private Turn? Answered => _purpose is null && _around?._run is null ? _turn : null;

    /// <summary>Begins to log a request; null if it belongs to no conversation.</summary>
    /// <param name="inner">The client to call; null if it is unknown, as in a run of several agents.</param>
    /// <param name="logging">The conversation and the masks.</param>
    /// <param name="unlogged">Counts the host's requests without a conversation; null if the host is not known.</param>
    /// <param name="asked">The messages.</param>
    /// <param name="options">The options of the request.</param>
    /// <param name="run">The agent's run that this represents, which may call models; null for a request of a client.</param>
    public static ChatRequest? Begin(IChatClient? inner, ConvLogChatOptions logging, UnloggedActivity? unlogged, IList<ChatMessage> asked,
        ChatOptions? options, AgentRun? run = null)
    {
        Conversation? conversation = null;
        try
        {
            conversation = logging.Conversation(options);
            if (conversation is null)
            {
                // If several clients surround function invocation, the innermost counts.
                if (inner?.GetService(typeof(ConvLogChatClient)) is null)
                {
                    UnloggedActivity.Report(UnloggedKind.ChatRequest, unlogged);
                }

                return null;
            }

            return new ChatRequest(conversation, inner, logging, asked, options, run);
        }
        catch (Exception e)
        {
            // A logging failure must not prevent the call.
            (conversation ?? Conversation.Current)?.ReportLost(e);
            return null;
        }
    }

    public void ToolBegan(ToolInvocation invocation) => Guarded(() => _rounds?.ToolBegan(invocation.CallId, invocation.Messages));

    public void ToolEnded(string? callId, Exception? thrown) => Guarded(() => _rounds?.ToolEnded(callId, thrown));

    /// <summary>Adds a part of a streamed response.</summary>
    /// <param name="given">The part.</param>
    /// <param name="isOfModel">Whether it may come from a model.</param>
    public void Update(ChatResponseUpdate given, bool isOfModel = true)
    {
        try
        {
            Add(given, isOfModel);
        }
        catch (Exception e)
        {
            Conversation.ReportLost(e);
        }
    }

    /// <summary>Ends a streamed response.</summary>
    public void Complete() => End(static rounds => rounds.EndStream(), () => Ended(PartialResponse()));

    /// <summary>Adds a response that was not streamed.</summary>
    /// <param name="response">The response.</param>
    /// <param name="isOfModel">Whether it may come from a model.</param>
    public void Complete(ChatResponse? response, bool isOfModel = true)
    {
        if (response is null)
        {
            Conversation.ReportLost(new InvalidOperationException("The chat client returned null instead of a response."));
        }

        var given = response ?? new ChatResponse();
        End(rounds => (isOfModel ? () => rounds.End(given) : (Action)rounds.Close)(), () => Ended(given));
    }

    /// <summary>Records that the request failed, or was canceled by its caller.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="token">The caller's token.</param>
    public void Fail(Exception exception, CancellationToken token)
    {
        bool isCanceled = Conversation.IsCanceled(exception, token);
        _around?._run?.Thrown = exception;
        End(rounds => rounds.Fail(exception, isCanceled), () =>
        {
            var answer = PartialAnswer();
            Answered?.SetStreamed(answer);
            _own?.Fail(exception, isCanceled, answer);
        });
    }

    /// <summary>Ends the request. If it has not ended, its reader left: the user interrupted it, unless another reason is known.</summary>
    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        var answer = EndUnread();
        End(static rounds => rounds.CancelOpen(), () => _own?.Cancel(_own.WhyCanceled, answer));
    }

    // Even if recording fails, no round stays open, nor does a turn unless it waits for an answer.
    private void End(Action<IRounds> rounds, Action turn)
    {
        _isOver = true;
        if (_rounds is not null)
        {
            Guarded(() => rounds(_rounds));
            _rounds.Close();
        }

        Guarded(turn);
        if (_own is not null && !_isWaiting)
        {
            _own.Complete();
            _own.Dispose();
        }
    }

    private void Ended(ChatResponse response)
    {
        Guarded(() => RecordIfCached(response));
        Guarded(() => _calls?.AddResults(response.Messages));
        if (_run is not null)
        {
            Ended(_run, response);
        }

        if (!_isStreamed && _run is not { IsOne: false })
        {
            SayBridges(Round.Split(response.Messages).SkipLast(1));
        }

        string? reason = ResponseErrors.FinishReason(response.Messages, response.FinishReason);
        if (Turn.IsRefusal(reason))
        {
            Answered?.SetFinishReason(reason);
        }

        if (_turn is null)
        {
            LogOutsideTurns(response);
        }
        else if (_own is not null && Pending.Of(response, _tools) is { } wait)
        {
            Wait(_own, wait, response);
        }
        else if (ResponseErrors.Error(response.Messages) is { } error && (_run is { IsOne: false } || MaskedAnswer(response).IsEmpty))
        {
            Fail(error, response);
        }
        else
        {
            _own?.Complete(MaskedAnswer(response));
        }
    }

    private void LogOutsideTurns(ChatResponse response)
        => Conversation.Log.Info(
            "Model call outside any turn",
            ("model", response.ModelId ?? _details.Model),
            ("purpose", _purpose),
            LogField.Of("input_tokens", response.Usage?.InputTokenCount),
            LogField.Of("output_tokens", response.Usage?.OutputTokenCount),
            ("finish_reason", response.FinishReason?.Value));

    private void Guarded(Action log)
    {
        try
        {
            log();
        }
        catch (Exception e)
        {
            // A logging failure must not affect the request. The loss is counted and reported.
            Conversation.ReportLost(e);
        }
    }
}
