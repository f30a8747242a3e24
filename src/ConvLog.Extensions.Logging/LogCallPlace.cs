using System.Runtime.CompilerServices;
using ConvLog.Entries;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>
/// Tells in which conversation, turn and function event a call of <see cref="ILogger"/> is made, for hosts that buffer calls: when a buffer is written, as that
/// of <c>AddGlobalBuffer</c>, no conversation is current, or another one.
/// </summary>
/// <remarks>
/// With <c>EnableEnrichment</c> of Microsoft.Extensions.Telemetry, an <c>ILogEnricher</c> adds it to each call:
/// <c>collector.Add(LogCallPlace.Key, LogCallPlace.Current)</c>. A buffered call without it never becomes an entry; it is counted and reported.
/// </remarks>
public static class LogCallPlace
{
    /// <summary>The name of the tag. It never becomes a field.</summary>
    public const string Key = "convlog.place";

    // By reference: a buffer keeps a tag's text itself. Neither keeps anything of a conversation in memory.
    private static readonly ConditionalWeakTable<string, EntryPlace> s_marked = Unloading.Table<string, EntryPlace>();
    private static readonly ConditionalWeakTable<EntryBuffer, EntryPlace> s_places = [];

    private static long s_latest;

    /// <summary>
    /// A text that stands for what is current in this async flow, in this process only; empty outside of a conversation. It says nothing of the conversation.
    /// </summary>
    public static string Current
    {
        get
        {
            if (Conversation.Current is not { } conversation)
            {
                return "";
            }

            var buffer = conversation.Place;
            return (s_places.TryGetValue(buffer, out var place) ? place : Mark(conversation, buffer)).Mark;
        }
    }

    /// <summary>The place that a text stands for; null for none.</summary>
    internal static EntryPlace? Find(string mark) => s_marked.TryGetValue(mark, out var place) ? place : null;

    private static EntryPlace Mark(Conversation conversation, EntryBuffer buffer) => s_places.GetValue(buffer, buffer =>
    {
        var place = new EntryPlace($"p{Interlocked.Increment(ref s_latest)}", conversation.Flow, buffer);
        s_marked.Add(place.Mark, place);
        return place;
    });
}
