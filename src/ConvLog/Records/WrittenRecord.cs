using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A record written by one opening of a conversation. Entries and other logged records are ordered by the openings, in the order in which the store first
/// received them, and then by <see cref="Sequence"/>; turns and function events are in the order in which the store first received them.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<WrittenRecord>))]
public abstract record WrittenRecord : StoreRecord
{
    private protected WrittenRecord()
    {
    }

    /// <summary>The ID of the opening (the writer) that wrote it.</summary>
    public required Guid WriterId { get; init; }

    internal sealed override Guid? Writer => WriterId;

    /// <summary>
    /// Its position in that opening: for a turn or function event its own count; for everything logged, the number of the entry that it is or follows.
    /// </summary>
    public required long Sequence { get; init; }
}
