using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The messages of a turn's latest request. A loop sends all messages again in each round: those that are the same as before are not read again. A change
/// inside of a message is noticed in the last of them, and in the first request of a turn in all of them. Any thread.
/// </summary>
internal sealed class AskedMessages
{
    private static readonly ConditionalWeakTable<Turn, AskedMessages> s_turns = [];

    // How many are looked into again.
    private const int MostLate = 64;

    private readonly Lock _lock = new();
    private readonly List<Read> _read = [];
    private readonly List<ModelMessage> _messages = [];
    private (object Mask, bool IncludesReasoning, object? Passed)? _reader;

    /// <summary>Those of a turn.</summary>
    public static AskedMessages Of(Turn turn) => s_turns.GetValue(turn, static _ => new AskedMessages());

    /// <summary>The messages of a request.</summary>
    /// <param name="asked">They begin with the request's; later ones may follow.</param>
    /// <param name="count">How many are the request's.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="reader">What the reading depends on. If it differs, all messages are read again.</param>
    public ModelMessage[] Take(IList<ChatMessage> asked, int count, Func<ChatMessage, IEnumerable<ModelMessage>> read,
        (object Mask, bool IncludesReasoning, object? Passed) reader)
    {
        lock (_lock)
        {
            int same = 0;
            int most = reader == _reader ? Math.Min(_read.Count, count) : 0;
            while (same < most && _read[same].Is(asked[same], isLate: same >= _read.Count - MostLate))
            {
                same++;
            }

            int kept = same == 0 ? 0 : _read[same - 1].End;
            _read.RemoveRange(same, _read.Count - same);
            _messages.RemoveRange(kept, _messages.Count - kept);
            _reader = reader;
            for (int i = same; i < count; i++)
            {
                _messages.AddRange(read(asked[i]));
                _read.Add(new Read(asked[i], _messages.Count));
            }

            return [.. _messages];
        }
    }

    /// <summary>A message as it came.</summary>
    private readonly struct Read(ChatMessage message, int end)
    {
        private readonly MessageParts _parts = new(message);

        /// <summary>How many messages it and those before it make.</summary>
        public int End => end;

        public bool Is(ChatMessage other, bool isLate) => ReferenceEquals(message, other) && (!isLate || _parts.AreThoseOf(other));
    }
}
