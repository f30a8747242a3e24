using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A record that one opening of a conversation wrote. Entries and facts are in the order of openings, as the store first heard of them, and then of
/// <see cref="Sequence"/>; turns and function events are in the order in which the store first had them.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<WrittenRecord>))]
public abstract record WrittenRecord : StoreRecord
{
    private protected WrittenRecord()
    {
    }

    /// <summary>The opening (the writer) it comes from.</summary>
    public required Guid WriterId { get; init; }

    internal sealed override Guid? Writer => WriterId;

    /// <summary>
    /// Its place in that opening: a turn's or function event's own count, for all that is logged the number of the entry it is or came after.
    /// </summary>
    public required long Sequence { get; init; }
}
