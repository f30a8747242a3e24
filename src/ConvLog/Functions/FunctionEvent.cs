using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <summary>One call of a function (a tool) that the agent made, with what was logged while it ran. Safe to use from any thread.</summary>
/// <remarks>
/// It is current, for <c>conv.Log</c>, from <c>BeginFunction</c> until it is disposed. <see cref="Complete"/> and <see cref="Fail(Exception)"/> settle the outcome and
/// the duration before that; disposing an event with neither ends it as completed.
/// </remarks>
public sealed partial class FunctionEvent : IDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly long _startTimestamp;
    private readonly Lock _lock = new();
    private readonly List<StateChange> _stateChanges = [];
    private readonly List<ApiResponseEntry> _apiResponses = [];
    private volatile bool _isOpen = true;

    internal FunctionEvent(ConversationRuntime runtime, string name, string? callId, FunctionEvent? parent, Turn? turn, LogFields arguments, int index)
    {
        _runtime = runtime;
        _startTimestamp = runtime.Time.GetTimestamp();
        Name = name;
        CallId = callId;
        Parent = parent;
        Turn = turn;
        Arguments = arguments;
        Index = index;
        StartedAt = runtime.Time.GetUtcNow();
        Buffer = runtime.NewBuffer(this);
        Ambient = new AmbientCall(this, parent?.Ambient, turn?.Ambient);
        Log = new ConversationLogger(new FunctionTarget(runtime, this));
    }

    /// <summary>A random id, unique among all events.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("D");

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The id by which the model refers to this call; null where the host gave none.</summary>
    public string? CallId { get; }

    /// <summary>The turn it was called in; null outside any.</summary>
    public Turn? Turn { get; }

    /// <summary>The event that was current when this one began; null at the top.</summary>
    public FunctionEvent? Parent { get; }

    /// <summary>What the function was called with. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How long it ran, by a monotonic clock; null while it runs, and for one that was abandoned.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; private set; }

    /// <summary>What it returned, under the key <c>result</c>; null where it returned nothing. Personal data by default.</summary>
    public LogField? Result { get; private set; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>Writes to this event, wherever it is used. After its end: to its turn, marked with the field <c>after</c>.</summary>
    public ConversationLogger Log { get; }

    /// <summary>Its entries so far, in sequence order.</summary>
    public IReadOnlyList<LogEntry> Entries => Buffer.ToArray();

    /// <summary>The API responses logged in it so far.</summary>
    public IReadOnlyList<ApiResponseEntry> ApiResponses
    {
        get
        {
            lock (_lock)
            {
                return [.. _apiResponses];
            }
        }
    }

    /// <summary>The changes of the conversation's state made in it so far.</summary>
    public IReadOnlyList<StateChange> StateChanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _stateChanges];
            }
        }
    }

    /// <summary>The number of entries logged in it, and how many of them were dropped or truncated.</summary>
    public LossCounts Losses => Buffer.Losses(withPii: true);

    internal int Index { get; }

    internal EntryBuffer Buffer { get; }

    internal AmbientCall Ambient { get; }

    internal bool IsOpen => _isOpen;

    /// <summary>Settles that the function returned. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="result">What it returned: any value, captured now. Null for nothing.</param>
    public void Complete(object? result = null)
        => Settle(FunctionOutcome.Completed, result is null ? null : _runtime.Capture.Value("result", result), error: null, errorType: null);

    /// <summary>Settles that the function failed. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="exception">What it failed with: the type is visible, the message is personal data.</param>
    public void Fail(Exception exception)
        => Settle(FunctionOutcome.Failed, result: null, ExceptionFields.Message(exception), exception?.GetType().FullName);

    /// <summary>Settles that the function failed. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="error">Why, in words; personal data by default.</param>
    public void Fail(string error) => Settle(FunctionOutcome.Failed, result: null, error ?? "", errorType: null);

    /// <summary>Ends the event: it is no longer current. Without an outcome it ends as completed.</summary>
    public void Dispose()
    {
        LeaveFlow();
        if (!_isOpen)
        {
            return;
        }

        Settle(FunctionOutcome.Completed, result: null, error: null, errorType: null);
        End();
        _runtime.FunctionChanged(this);
    }

    internal void Add(ApiResponseEntry response)
    {
        lock (_lock)
        {
            _apiResponses.Add(response);
        }
    }

    internal void Add(StateChange change)
    {
        lock (_lock)
        {
            _stateChanges.Add(change);
        }
    }

    /// <summary>Closes what the conversation's end still finds open, or what is begun after it.</summary>
    internal void Abandon()
    {
        Settle(FunctionOutcome.Abandoned, result: null, error: null, errorType: null);
        End();
    }

    private void End()
    {
        _isOpen = false;
        Ambient.End();
    }

    private void Settle(FunctionOutcome outcome, LogField? result, string? error, string? errorType)
    {
        lock (_lock)
        {
            if (Outcome is not null)
            {
                return;
            }

            Outcome = outcome;
            Result = result;
            Error = error;
            ErrorType = errorType;
            Duration = outcome == FunctionOutcome.Abandoned ? null : _runtime.Time.GetElapsedTime(_startTimestamp);
        }
    }

    // Leaves this event and whatever was entered inside it and not left, so that a forgotten inner event cannot swallow what follows.
    private void LeaveFlow()
    {
        for (var entered = _runtime.Ambient; entered is not null; entered = entered.Parent)
        {
            if (ReferenceEquals(entered, Ambient))
            {
                _runtime.Ambient = Ambient.Parent;
                return;
            }
        }
    }
}
