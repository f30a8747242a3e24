using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A record that one opening of a conversation wrote, with its place in the order: the store gives openings an epoch, and (epoch, <see cref="Sequence"/>) is
/// the order.
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
