using ConvLog.Privacy;

namespace ConvLog;

/// <summary>How stored conversations are read.</summary>
public sealed class ConversationReaderOptions
{
    /// <summary>What is personal.</summary>
    public PrivacyOptions Privacy { get; init; } = new();

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>After how long without activity a conversation counts as finished, and what was open in it as abandoned; more than zero, default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationReaderOptions.IdleTimeout takes more than zero."); }
        = TimeSpan.FromMinutes(30);
}
