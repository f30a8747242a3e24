using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>A turn as it stands in this transaction, as far as it decides and is counted.</summary>
internal sealed class TurnState
{
    /// <summary>Its place in the conversation, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether its row was there before.</summary>
    public bool IsStored { get; init; }

    public int Writer { get; set; }

    public int Revision { get; set; }

    public long Checksum { get; set; }

    public long Started { get; set; }

    public long? Ended { get; set; }

    public long? Latency { get; set; }

    public long? FirstByte { get; set; }

    /// <summary>As <see cref="TurnRecord.ResponseTime"/> has it.</summary>
    public long? ResponseTime => (Flags & TurnPayload.CountsResponse) != 0 ? FirstByte ?? Latency : null;

    /// <summary>What it took; of a stored turn without the model.</summary>
    public ModelUsage? Usage { get; set; }

    public long Flags { get; set; }

    public bool HasFailed { get; set; }

    /// <summary>What was said, as shown. Of a stored turn only where this transaction may change it.</summary>
    public string Input { get; set; } = "";

    public string Response { get; set; } = "";

    /// <summary>What this transaction writes; null where it writes nothing.</summary>
    public TurnRecord? Given { get; set; }

    /// <summary>The stored turn, where something is told of it by others than its opening; else null.</summary>
    public TurnRecord? Stored { get; set; }

    /// <summary>What it writes of what few turns have; null for none.</summary>
    public byte[]? Details { get; set; }

    public bool IsTextNew { get; set; }
}
