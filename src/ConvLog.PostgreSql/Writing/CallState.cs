using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>A function event as it stands in this transaction, as far as it decides and is counted.</summary>
internal sealed class CallState
{
    /// <summary>Its place in the conversation, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether its row was there before.</summary>
    public bool IsStored { get; init; }

    public int Writer { get; set; }

    public int Revision { get; set; }

    public long Checksum { get; set; }

    public long Started { get; set; }

    public long? Duration { get; set; }

    public long? Outcome { get; set; }

    /// <summary>See <see cref="CallLosses"/>.</summary>
    public long Losses { get; set; }

    /// <summary>Whether nothing saw it run.</summary>
    public bool IsUnobserved { get; set; }

    /// <summary>What this transaction writes; null where it writes nothing.</summary>
    public FunctionEventRecord? Given { get; set; }

    /// <summary>The visible part of what it writes.</summary>
    public byte[] Payload { get; set; } = [];
}
