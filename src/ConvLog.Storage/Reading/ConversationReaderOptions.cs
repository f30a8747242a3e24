using ConvLog.Privacy;
using ConvLog.Storage.Reading;

namespace ConvLog;

/// <summary>How stored conversations are read.</summary>
public sealed class ConversationReaderOptions
{
    /// <summary>Classes of personal data.</summary>
    public PrivacyOptions Privacy { get; init; } = new();

    /// <summary>The clock; defaults to the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// 32 random bytes that seal the cursors of lists and logs; keep them secret. Null derives them from the store's keys, so that all hosts of a store share
    /// them; with the in-memory store, cursors are valid until the process ends.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The key does not have 32 bytes.</exception>
    public byte[]? CursorKey { get; init => field = ReaderCursors.CheckKey(nameof(ConversationReaderOptions), value); }

    /// <summary>
    /// After how long without activity a conversation counts as finished, and its open turns and calls as abandoned; more than zero, default 30 minutes.
    /// </summary>
    public TimeSpan IdleTimeout { get; init => field = value > TimeSpan.Zero
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationReaderOptions.IdleTimeout takes more than zero."); }
        = TimeSpan.FromMinutes(30);

    /// <summary>After how long a waiting turn (<see cref="Turn.Wait"/>) counts as abandoned; more than zero, default 7 days.</summary>
    public TimeSpan MaximumWait { get; init => field = value > TimeSpan.Zero
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ConversationReaderOptions.MaximumWait takes more than zero."); }
        = TimeSpan.FromDays(7);
}
