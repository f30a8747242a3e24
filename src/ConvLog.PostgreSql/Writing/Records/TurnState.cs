using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The state of a turn within this transaction, as far as decisions and counts need it.</summary>
internal sealed class TurnState : ActivityState
{
    public long? Ended { get; set; }

    public long? Latency { get; set; }

    public long? FirstByte { get; set; }

    /// <summary>As defined by <see cref="TurnRecord.ResponseTime"/>.</summary>
    public long? ResponseTime => (Flags & TurnPayload.CountsResponse) != 0 ? FirstByte ?? Latency : null;

    /// <summary>The model usage; without the model for a stored turn.</summary>
    public ModelUsage? Usage { get; set; }

    public long Flags { get; set; }

    public bool HasFailed { get; set; }

    /// <summary>The user input, redacted. For a stored turn, read only if this transaction may change it.</summary>
    public string Input { get; set; } = "";

    public string Response { get; set; } = "";

    /// <summary>The record that this transaction writes; null if it writes none.</summary>
    public TurnRecord? Written { get; set; }

    /// <summary>The stored turn if writers other than its opening have added details to it; otherwise null.</summary>
    public TurnRecord? Stored { get; set; }

    /// <summary>The rarely used details to write; null if there are none.</summary>
    public byte[]? Details { get; set; }

    public bool IsTextNew { get; set; }
}
