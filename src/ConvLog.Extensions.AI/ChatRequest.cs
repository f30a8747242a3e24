using ConvLog.Extensions.AI.Models;
using ConvLog.Extensions.AI.Tools;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <summary>One request of a chat client as it is logged: a turn of its own, or a part of the one that is open. Any thread; never throws.</summary>
internal sealed partial class ChatRequest : IToolRequest, IDisposable
{
    private readonly Turn? _turn;
    private readonly Turn? _own; // Begun by a request, and ended by this one.
    private readonly IRounds? _rounds;
    private readonly ModelMessages _messages;
    private readonly ModelDetails _details;
    private readonly ToolCalls? _calls;
    private readonly List<ChatResponseUpdate> _updates = []; // Of a stream, those of the latest round.
    private readonly string? _purpose; // Of a side call.
    private readonly ResponseContinuationToken? _token; // With which it asks for the answer to an earlier request again.
    private readonly IList<AITool>? _tools; // The host's, as they stand.
    private DateTimeOffset? _waitingSince; // Of the turn that it continues.
    private readonly string? _serviceId; // The service's ID of the conversation, as far as the caller told it.
    private readonly string? _input; // What the user said last, of such a turn.
    private readonly bool _isSpoken; // The user gets what it answers.
    private readonly Lazy<HashSet<string>>? _outer; // The user's messages, as the caller passed them to the outermost client; null where this is that one.
    private readonly Lazy<HashSet<string>> _passed; // The same, for clients inside of this one.
    private bool _isStreamed;
    private bool _isOver;
    private bool _isWaiting; // Its turn stays open.

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
                _calls?.Decided(latest, _waitingSince);
                _calls?.Answered(latest);
            }
        });

        // A client inside of this one sees each round itself.
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
            => new(_turn!, _details, _messages, asked, latest, options?.Instructions, _purpose, _calls!.Asked, since, agent ?? _agent);
    }

    public Conversation Conversation { get; }

    // The turn that its response is an answer of; none for a side call, and in a run, whose own response is.
    private Turn? Answered => _purpose is null && _around?._run is null ? _turn : null;

    /// <summary>Begins to log a request; null where it belongs to no conversation.</summary>
    /// <param name="inner">The client that is asked; null where it is not known, as in a run of several agents.</param>
    /// <param name="logging">Which conversation, and what is masked.</param>
    /// <param name="unlogged">What counts requests without a conversation in the host; null if the host is not known.</param>
    /// <param name="asked">The messages.</param>
    /// <param name="options">The options of the request.</param>
    /// <param name="run">The run of an agent that it is, in which models may be asked, or not; null for a request of a client.</param>
    public static ChatRequest? Begin(IChatClient? inner, ConvLogChatOptions logging, UnloggedActivity? unlogged, IList<ChatMessage> asked,
        ChatOptions? options, AgentRun? run = null)
    {
        Conversation? conversation = null;
        try
        {
            conversation = logging.Conversation(options);
            if (conversation is null)
            {
                // Of several around function invocation, the innermost counts.
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
            // The model is asked in any case.
            (conversation ?? Conversation.Current)?.ReportLost(e);
            return null;
        }
    }

    public void ToolBegan(ToolInvocation invocation) => Guarded(() => _rounds?.ToolBegan(invocation.CallId, invocation.Messages));

    public void ToolEnded(string? callId, Exception? thrown) => Guarded(() => _rounds?.ToolEnded(callId, thrown));

    /// <summary>Takes a part of a streamed response.</summary>
    /// <param name="given">The part.</param>
    /// <param name="isOfModel">Whether a model may have said it.</param>
    public void Update(ChatResponseUpdate given, bool isOfModel = true)
    {
        try
        {
            Take(given, isOfModel);
        }
        catch (Exception e)
        {
            Conversation.ReportLost(e);
        }
    }

    /// <summary>Takes the end of a streamed response.</summary>
    public void Complete() => End(static rounds => rounds.EndStream(), () => Ended(SoFar()));

    /// <summary>Takes the whole of a response that was not streamed.</summary>
    /// <param name="response">The response.</param>
    /// <param name="isOfModel">Whether a model may have said it.</param>
    public void Complete(ChatResponse? response, bool isOfModel = true)
    {
        if (response is null)
        {
            Conversation.ReportLost(new InvalidOperationException("The chat client returned null instead of a response."));
        }

        var given = response ?? new ChatResponse();
        End(rounds => (isOfModel ? () => rounds.End(given) : (Action)rounds.Close)(), () => Ended(given));
    }

    /// <summary>Takes that the request failed, or was canceled by its caller.</summary>
    /// <param name="exception">What it failed with.</param>
    /// <param name="token">The caller's.</param>
    public void Fail(Exception exception, CancellationToken token)
    {
        bool isCanceled = Conversation.IsCanceled(exception, token);
        _around?._run?.Thrown = exception;
        End(rounds => rounds.Fail(exception, isCanceled), () =>
        {
            var answer = AnswerSoFar();
            Answered?.SetStreamed(answer);
            _own?.Fail(exception, isCanceled, answer);
        });
    }

    /// <summary>Ends the request. If it has not ended, its reader left it: the user interrupted it, unless another reason is known.</summary>
    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        var answer = Leave();
        End(static rounds => rounds.Leave(), () => _own?.Cancel(_own.WhyCanceled, answer));
    }

    // Whatever of it can be recorded, no round is left open, nor a turn that waits for no answer.
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
        Guarded(() => _calls?.Answered(response.Messages));
        if (_run is not null)
        {
            Ended(_run, response);
        }

        if (!_isStreamed && _run is not { IsOne: false })
        {
            Say(Round.Split(response.Messages).SkipLast(1));
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
            // The request goes its way. What is missing in the log is counted and reported.
            Conversation.ReportLost(e);
        }
    }
}
