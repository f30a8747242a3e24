using ConvLog.Records;
using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <summary>
/// A sink that captures everything, with assertions on entries, function events and API responses. Safe to use from any thread.
/// </summary>
public sealed partial class CapturedLog : CapturedEntries, ILogSink
{
    private readonly InMemorySink _kept = new();

    /// <summary>Creates an empty log.</summary>
    public CapturedLog()
        : base([])
    {
    }

    /// <summary>True: assertions see an entry immediately after the call, also with a host's factory.</summary>
    public bool NeverWaits => true;

    /// <inheritdoc/>
    public override IReadOnlyList<LogEntry> Entries => _kept.Entries;

    /// <summary>The captured function events, in the order they began.</summary>
    public IReadOnlyList<FunctionEvent> FunctionEvents => _kept.FunctionEvents;

    /// <summary>The captured API responses.</summary>
    public IReadOnlyList<ApiResponseEntry> ApiResponses => _kept.ApiResponses;

    /// <summary>The captured turns, in the order they began.</summary>
    public IReadOnlyList<Turn> Turns => _kept.Turns;

    /// <summary>The captured model calls, in the order they began: in their final state, or in their initial state while they run.</summary>
    public IReadOnlyList<ModelCallSnapshot> ModelCalls => _kept.ModelCalls;

    /// <summary>The captured state changes, metrics, feedback and notes.</summary>
    public IReadOnlyList<StoreRecord> Records => _kept.Records;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        _kept.Emit(entry);
        _entryWaiters.Offer(entry);
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => _kept.EmitApiResponse(response);

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn) => _kept.TurnBegan(turn);

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn) => _kept.TurnEnded(turn);

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call) => _kept.FunctionBegan(call);

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call)
    {
        _kept.FunctionEnded(call);
        _functionWaiters.Recheck();
    }

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call) => _kept.ModelCallBegan(call);

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call) => _kept.ModelCallEnded(call);

    /// <inheritdoc/>
    public void Record(StoreRecord record) => _kept.Record(record);

    internal override string Listed(IReadOnlyList<LogEntry> entries, EntryExpectation? expected = null)
        => base.Listed(entries, expected) + (entries.Count == 0 ? NoCurrentConversationHint() : "");

    private static string Listed(IReadOnlyList<FunctionEvent> calls) => FunctionLines.List(calls) + (calls.Count == 0 ? NoCurrentConversationHint() : "");

    private static string NoCurrentConversationHint() => Conversation.Current is not null
        ? ""
        : " Conversation.Current is null here. If the code under test takes that, call MakeCurrent() in the test, in its constructor or in a synchronous "
            + "set-up (of TUnit: with context.AddAsyncLocalValues()): what an asynchronous set-up makes current is not current in the test.";

    /// <summary>Removes all captured data, so that later assertions start from an empty log.</summary>
    public void Clear()
    {
        _kept.Clear();
        foreach (var conversation in _conversations)
        {
            conversation.ResetLosses();
        }
    }
}
