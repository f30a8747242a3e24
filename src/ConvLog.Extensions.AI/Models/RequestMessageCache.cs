using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConvLog.Functions;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The messages of a turn's latest request. A loop sends all messages again in each round: unchanged ones are not read again. A change
/// inside a message is detected in the last of them, and in the first request of a turn in all of them. Safe to use from any thread.
/// </summary>
internal sealed class RequestMessageCache
{
    private static readonly ConditionalWeakTable<Turn, RequestMessageCache> s_turns = [];

    // The number of latest messages whose contents are compared again.
    private const int MostLate = 64;

    private readonly Lock _lock = new();
    private readonly List<ReadMessage> _read = [];
    private readonly List<ModelMessage> _messages = [];
    private (string? Instructions, object Mask, bool IncludesReasoning, object? Passed)? _reader;
    private int _requests;
    private RequestMessages _latest = RequestMessages.None; // The messages of the latest request.

    /// <summary>The messages of a turn.</summary>
    public static RequestMessageCache Of(Turn turn) => s_turns.GetValue(turn, static _ => new RequestMessageCache());

    /// <summary>Adds the messages of a request to its model call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="asked">A list that begins with the request's messages; later ones may follow.</param>
    /// <param name="count">The number of the request's messages.</param>
    /// <param name="read">Reads a message, given whether it was added after the turn's first request.</param>
    /// <param name="reader">The settings that affect reading, and the instructions, which come first. If they differ, all messages are read again.</param>
    public void AddTo(ModelCall call, IList<ChatMessage> asked, int count, Func<ChatMessage, bool, ModelMessage[]> read,
        (string? Instructions, object Mask, bool IncludesReasoning, object? Passed) reader)
    {
        RequestMessages earlier;
        ModelMessage[] more;
        int number;
        lock (_lock)
        {
            int known = _messages.Count;
            earlier = Read(asked, count, read, reader) && _latest.All == known ? _latest : RequestMessages.None;
            more = CollectionsMarshal.AsSpan(_messages)[earlier.All..].ToArray();
            (_latest, number) = (RequestMessages.None, ++_requests);
        }

        var request = call.ContinueRequest(earlier, more);
        lock (_lock)
        {
            if (number == _requests)
            {
                _latest = request;
            }
        }
    }

    // Whether the request only adds messages.
    private bool Read(IList<ChatMessage> asked, int count, Func<ChatMessage, bool, ModelMessage[]> read,
        (string? Instructions, object Mask, bool IncludesReasoning, object? Passed) reader)
    {
        bool isSameReader = reader == _reader;
        if (!isSameReader)
        {
            _reader = reader;
            _read.Clear();
            _messages.Clear();
            if (!string.IsNullOrEmpty(reader.Instructions))
            {
                _messages.Add(ModelMessage.System(new MaskedText(reader.Instructions)));
            }
        }

        int same = 0;
        int most = Math.Min(_read.Count, count);
        while (same < most && _read[same].Is(asked[same], isLate: same >= _read.Count - MostLate))
        {
            same++;
        }

        bool onlyAdds = isSameReader && same == _read.Count;
        if (same < _read.Count)
        {
            int kept = _read[same].Start;
            _messages.RemoveRange(kept, _messages.Count - kept);
            _read.RemoveRange(same, _read.Count - same);
        }

        for (; same < count; same++)
        {
            var made = read(asked[same], onlyAdds);
            _read.Add(new ReadMessage(asked[same], _messages.Count));
            _messages.AddRange(made);
        }

        return onlyAdds;
    }

    /// <summary>A message as it was read.</summary>
    /// <param name="message">The message.</param>
    /// <param name="start">The number of messages produced by the preceding ones.</param>
    private readonly struct ReadMessage(ChatMessage message, int start)
    {
        private readonly MessageParts _parts = new(message);

        public int Start => start;

        public bool Is(ChatMessage other, bool isLate) => ReferenceEquals(message, other) && (!isLate || _parts.Matches(other));
    }
}
