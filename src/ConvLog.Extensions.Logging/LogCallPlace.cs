using System.Runtime.CompilerServices;
using ConvLog.Entries;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>
/// Identifies the conversation, turn and function event of an <see cref="ILogger"/> call, for hosts that buffer calls: when a buffer is written, such as that
/// of <c>AddGlobalBuffer</c>, no conversation or another one is current.
/// </summary>
/// <remarks>
/// With <c>EnableEnrichment</c> of Microsoft.Extensions.Telemetry, an <c>ILogEnricher</c> adds it to each call:
/// <c>collector.Add(LogCallPlace.Key, LogCallPlace.Current)</c>. A buffered call without it never becomes an entry; it is counted and reported.
/// </remarks>
public static class LogCallPlace
{
    /// <summary>The name of the tag. It never becomes a field.</summary>
    public const string Key = "convlog.place";

    // By reference: a buffer keeps the tag's string object. Neither table keeps conversations in memory.
    private static readonly ConditionalWeakTable<string, EntryPlace> s_marked = Unloading.Table<string, EntryPlace>();
    private static readonly ConditionalWeakTable<EntryBuffer, EntryPlace> s_places = [];

    private static long s_latest;

    /// <summary>
    /// A text that identifies the current function event, turn or conversation of this async flow within this process; empty outside a conversation. It reveals
    /// nothing about the conversation.
    /// </summary>
    public static string Current
    {
        get
        {
            if (Conversation.Current is not { } conversation)
            {
                return "";
            }

            var buffer = conversation.CurrentBuffer;
            return (s_places.TryGetValue(buffer, out var place) ? place : Mark(conversation, buffer)).Mark;
        }
    }

    /// <summary>The place with this mark; null if there is none.</summary>
    internal static EntryPlace? Find(string mark) => s_marked.TryGetValue(mark, out var place) ? place : null;

    private static EntryPlace Mark(Conversation conversation, EntryBuffer buffer) => s_places.GetValue(buffer, buffer =>
    {
        var place = new EntryPlace($"p{Interlocked.Increment(ref s_latest)}", conversation.Flow, buffer);
        s_marked.Add(place.Mark, place);
        return place;
    });
}
