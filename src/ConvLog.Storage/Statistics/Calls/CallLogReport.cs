using ConvLog.Entries;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts the log entries of the calls of a function. Not thread-safe.</summary>
/// <param name="series">The intervals.</param>
internal sealed class CallLogReport(CallSeries series)
{
    private const int MostMessages = 50;

    private readonly Dictionary<(EntryLevel Level, string Content), Tally> _messages = [];

    /// <param name="conversation">The conversation, with its entries.</param>
    /// <param name="calls">Its counted calls.</param>
    /// <param name="number">Its number, from 1, in ascending order.</param>
    public void Add(ExaminedConversation conversation, Dictionary<string, ExaminedCall> calls, long number)
    {
        foreach (var entry in conversation.LogEntries)
        {
            if (calls.TryGetValue(entry.CallId, out var call))
            {
                var key = (entry.Level, TextRules.WithoutLoneSurrogates(entry.Content));
                var tally = _messages.TryGetValue(key, out var known) ? known : _messages[key] = new Tally(series.Count);
                tally.Count(entry, call, conversation.Id, number, series);
            }
        }
    }

    public IReadOnlyList<CallMessage> ToMessages() =>
    [
        .. _messages.OrderByDescending(static message => message.Key.Level)
            .ThenByDescending(static message => message.Value.Entries)
            .ThenBy(static message => message.Key.Content, Utf8Order.Instance)
            .Take(MostMessages)
            .Select(static message => message.Value.ToMessage(message.Key.Level, message.Key.Content)),
    ];

    private sealed class Tally(int intervals)
    {
        private readonly HashSet<string> _callsOfConversation = new(StringComparer.Ordinal);
        private readonly long[] _series = new long[intervals];
        private long _calls;
        private long _conversations;
        private long _latest;
        private DateTimeOffset _first = DateTimeOffset.MaxValue;
        private (DateTimeOffset At, string ConversationId, string CallId)? _last;

        public long Entries { get; private set; }

        public void Count(in ExaminedEntry entry, in ExaminedCall call, string conversationId, long number, CallSeries series)
        {
            Entries++;
            if (_latest != number)
            {
                _callsOfConversation.Clear();
                _conversations++;
                _latest = number;
            }

            if (_callsOfConversation.Add(entry.CallId))
            {
                _calls++;
                _series[series.IndexOf(call.StartedAt)]++;
            }

            _first = entry.At < _first ? entry.At : _first;
            if (_last is not { } last || entry.At > last.At || (entry.At == last.At && IsBefore(conversationId, entry.CallId, last)))
            {
                _last = (entry.At, conversationId, entry.CallId);
            }
        }

        public CallMessage ToMessage(EntryLevel level, string content) => new()
        {
            Level = level,
            Content = content,
            Count = Entries,
            Calls = _calls,
            Conversations = _conversations,
            FirstAt = _first.ToUniversalTime(),
            LastAt = _last!.Value.At.ToUniversalTime(),
            LastConversationId = _last.Value.ConversationId,
            LastCallId = _last.Value.CallId,
            Series = _series,
        };

        private static bool IsBefore(string conversationId, string callId, (DateTimeOffset At, string ConversationId, string CallId) last)
        {
            int order = Utf8Order.Instance.Compare(conversationId, last.ConversationId);
            return (order != 0 ? order : Utf8Order.Instance.Compare(callId, last.CallId)) < 0;
        }
    }
}
