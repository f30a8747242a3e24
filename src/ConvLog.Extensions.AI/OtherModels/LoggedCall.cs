using System.Runtime.CompilerServices;
using ConvLog.Extensions.AI.Models;
using ConvLog.Functions;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>A request to a model that is no chat client, as it is logged: a model call of the turn that it is made in. Any thread; never throws.</summary>
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

    /// <summary>Begins to log a request; null where it is not logged.</summary>
    /// <param name="logging">Which conversation, and what is masked.</param>
    /// <param name="self">The type of what logs: of several around each other, the innermost one does.</param>
    /// <param name="service">Finds services of what is inside of it.</param>
    /// <param name="ask">Reads what is asked.</param>
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
            // The model is asked in any case.
            (conversation ?? Conversation.Current)?.ReportLost(e);
            return null;
        }
    }

    /// <summary>Asks the model for an answer in one piece.</summary>
    /// <param name="call">The request as it is logged; null where it is not.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="token">The caller's.</param>
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

    /// <summary>Asks the model for an answer in parts, and passes them on.</summary>
    /// <param name="begin">Begins to log the request.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="read">Reads a part; false for one without an answer.</param>
    /// <param name="token">The caller's.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<LoggedCall?> begin, Func<CancellationToken, IAsyncEnumerable<T>> ask, Func<ModelAnswer, T, bool> read,
        [EnumeratorCancellation] CancellationToken token)
    {
        // Disposed before it has ended, its reader has left.
        using var call = begin();
        var stream = Start(call, ask, token);
        await using var _ = stream.ConfigureAwait(false);
        while (await NextAsync(call, stream, token).ConfigureAwait(false))
        {
            call?.Take(stream.Current, read);
            yield return stream.Current;
        }

        call?.Complete();
    }

    /// <summary>Ends what has not ended as canceled.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            End(static (self, call) => call.Cancel(call.Turn.WhyCanceled, self.Response, self.Usage));
        }
    }

    // A function's turn, else the one that the host began in this flow, else the latest: as a side call of a chat client.
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

    private ModelMessage? Response => _answer.Told(_messages) is { IsEmpty: false } told ? ModelMessage.Assistant(told) : null;

    private ModelUsage? Usage => TokenCounts.Of(_answer.Model ?? _question.Model ?? "", _answer.Usage);

    private void Take<T>(T part, Func<ModelAnswer, T, bool> read) => Guarded(() =>
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

    // Whatever of its end can be recorded, it is not left open.
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
            // The request goes its way. What is missing in the log is counted and reported.
            _conversation.ReportLost(e);
        }
    }
}
