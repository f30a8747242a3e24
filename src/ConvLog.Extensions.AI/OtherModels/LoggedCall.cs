using System.Runtime.CompilerServices;
using ConvLog.Extensions.AI.Models;
using ConvLog.Functions;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>Logs a request to a model other than a chat client, as a model call of the turn in which it is made. Safe to use from any thread; never
/// throws.</summary>
internal sealed class LoggedCall : IDisposable
{
    private readonly Conversation _conversation;
    private readonly ModelQuestion _question;
    private readonly ModelMessages _messages;
    private readonly ModelCall? _call; // Null outside of turns.
    private readonly ModelAnswer _answer = new();
    private bool _isOver;

    private LoggedCall(Conversation conversation, ModelQuestion question, ModelMessages messages)
    {
        (_conversation, _question, _messages) = (conversation, question, messages);
        var parameters = question.Format is null ? null : new ModelParameters { ResponseFormat = question.Format };
        _call = TurnOf(conversation)?.BeginModelCall(question.Model ?? "", question.Provider, parameters, ago: default, question, question.Kind);
        Guarded(() => _call?.AddRequest(question.Messages));
    }

    /// <summary>Begins to log a request; null if it is not logged.</summary>
    /// <param name="logging">The conversation and the masks.</param>
    /// <param name="self">The type of the logging wrapper: if several are nested, the innermost one logs.</param>
    /// <param name="service">Finds services of the wrapped client.</param>
    /// <param name="ask">Reads the request.</param>
    public static LoggedCall? Begin(ConvLogModelOptions logging, Type self, Func<Type, object?, object?> service, Func<ModelMessages, ModelQuestion> ask)
    {
        Conversation? conversation = null;
        try
        {
            conversation = service(self, null) is null ? logging.Conversation() : null;
            var messages = new ModelMessages(logging.Mask);
            return conversation is null ? null : new LoggedCall(conversation, ask(messages), messages);
        }
        catch (Exception e)
        {
            // A logging failure must not prevent the call.
            (conversation ?? Conversation.Current)?.ReportLost(e);
            return null;
        }
    }

    /// <summary>Calls the model for a complete answer.</summary>
    /// <param name="call">The logged request; null if it is not logged.</param>
    /// <param name="ask">Calls the model.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="token">The caller's token.</param>
    public static async Task<T> RunAsync<T>(LoggedCall? call, Func<Task<T>> ask, Action<ModelAnswer, T> read, CancellationToken token)
    {
        if (call is null)
        {
            return await ask().ConfigureAwait(false);
        }

        try
        {
            var answer = await ask().ConfigureAwait(false);
            call.Guarded(() => read(call._answer, answer));
            call.Complete();
            return answer;
        }
        catch (Exception e)
        {
            call.Fail(e, token);
            throw;
        }
    }

    /// <summary>Calls the model for a streamed answer, and passes its parts on.</summary>
    /// <param name="begin">Begins to log the request.</param>
    /// <param name="ask">Calls the model.</param>
    /// <param name="read">Reads a part; false for one without an answer.</param>
    /// <param name="token">The caller's token.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<LoggedCall?> begin, Func<CancellationToken, IAsyncEnumerable<T>> ask, Func<ModelAnswer, T, bool> read,
        [EnumeratorCancellation] CancellationToken token)
    {
        // If it is disposed before its end, the reader has left.
        using var call = begin();
        var stream = Start(call, ask, token);
        await using var _ = stream.ConfigureAwait(false);
        while (await NextAsync(call, stream, token).ConfigureAwait(false))
        {
            call?.Add(stream.Current, read);
            yield return stream.Current;
        }

        call?.Complete();
    }

    /// <summary>Ends a request that is still open as canceled.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            End(static (self, call) => call.Cancel(call.Turn.WhyCanceled, self.Response, self.Usage));
        }
    }

    // The function's turn, otherwise the one that the host began in this flow, otherwise the latest, as for a side call of a chat client.
    private static Turn? TurnOf(Conversation conversation)
    {
        var function = conversation.CurrentFunction;
        return function is null ? conversation.FlowTurn ?? conversation.LatestTurn : function.Turn ?? conversation.FlowTurn;
    }

    private static IAsyncEnumerator<T> Start<T>(LoggedCall? call, Func<CancellationToken, IAsyncEnumerable<T>> ask, CancellationToken token)
    {
        try
        {
            return ask(token).GetAsyncEnumerator(token);
        }
        catch (Exception e)
        {
            call?.Fail(e, token);
            throw;
        }
    }

    private static async ValueTask<bool> NextAsync<T>(LoggedCall? call, IAsyncEnumerator<T> stream, CancellationToken token)
    {
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            call?.Fail(e, token);
            throw;
        }
    }

    private ModelMessage? Response => _answer.ToMaskedText(_messages) is { IsEmpty: false } told ? ModelMessage.Assistant(told) : null;

    private ModelUsage? Usage => TokenCounts.Of(_answer.Model ?? _question.Model ?? "", _answer.Usage);

    private void Add<T>(T part, Func<ModelAnswer, T, bool> read) => Guarded(() =>
    {
        if (read(_answer, part))
        {
            _call?.AddChunk();
        }
    });

    private void Complete()
    {
        if (_call is null)
        {
            Guarded(LogOutsideTurns);
        }

        End(static (self, call) =>
        {
            if (self._answer.Error is { } error)
            {
                call.Fail(error, response: null, self.Usage);
            }
            else
            {
                call.Complete(self.Response, self.Usage, finishReason: null, self._answer.ResponseId);
            }
        });
    }

    private void Fail(Exception exception, CancellationToken token)
    {
        bool isCanceled = _conversation.IsCanceled(exception, token);
        End((self, call) => call.Fail(exception, isCanceled, self.Response, self.Usage));
    }

    // Even if recording fails, the call does not stay open.
    private void End(Action<LoggedCall, ModelCall> end)
    {
        _isOver = true;
        if (_call is not null)
        {
            Guarded(() => end(this, _call));
            _call.Dispose();
        }
    }

    private void LogOutsideTurns()
        => _conversation.Log.Info(
            "Model call outside any turn",
            ("model", _answer.Model ?? _question.Model),
            ("kind", ModelCallKinds.NameOf(_question.Kind)),
            LogField.Of("input_tokens", _answer.Usage?.InputTokenCount),
            LogField.Of("output_tokens", _answer.Usage?.OutputTokenCount));

    private void Guarded(Action log)
    {
        try
        {
            log();
        }
        catch (Exception e)
        {
            // A logging failure must not affect the request. The loss is counted and reported.
            _conversation.ReportLost(e);
        }
    }
}
