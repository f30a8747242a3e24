using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>The agent's answer in a turn: given as a whole, otherwise the parts as they are spoken. Used under the lock of the turn.</summary>
internal sealed class TurnAnswer(EntryCapture capture)
{
    private const int MostParts = 1_000; // Beyond that, a part is appended to the last one of its kind.

    private bool _isSpoken; // The answer consists of the spoken parts.
    private List<SaidPart>? _parts;
    private int _spokenLength;

    /// <summary>The answer; empty until it is set.</summary>
    public MaskedText Text { get; private set; }

    /// <summary>The answer that was given as a whole; empty if there is none.</summary>
    public MaskedText Given => _isSpoken ? default : Text;

    /// <summary>The spoken parts, in order.</summary>
    public IReadOnlyList<SaidPart> Parts => _parts is null ? [] : [.. _parts];

    /// <summary>Sets the answer: the given one, otherwise the parts that are spoken, including later ones.</summary>
    public void Set(MaskedText given)
    {
        _isSpoken = given.IsEmpty;
        Text = _isSpoken ? Spoken() : capture.Text(given);
    }

    /// <summary>Adds a spoken part; false if the limit of all parts together is reached.</summary>
    public bool Say(MaskedText part, bool isFiller, DateTimeOffset at)
    {
        int room = capture.Limits.TextLength - _spokenLength;
        if (room < 0)
        {
            return false;
        }

        var text = capture.Text(part, room);
        _spokenLength += Math.Max(part.Text.Length, part.Shown.Length);
        _parts ??= [];
        int last = _parts.Count < MostParts ? -1 : _parts.FindLastIndex(said => said.IsFiller == isFiller);
        if (last < 0)
        {
            _parts.Add(new SaidPart { Text = text, At = at, IsFiller = isFiller });
        }
        else
        {
            _parts[last] = _parts[last] with { Text = AsRecorded(SaidPart.Joined(_parts[last].Text, text)) };
        }

        if (_isSpoken)
        {
            Text = Spoken();
        }

        return true;
    }

    private MaskedText Spoken() => AsRecorded(SaidPart.AnswerOf(_parts ?? []));

    private MaskedText AsRecorded(MaskedText joined) => joined.IsEmpty || capture.KeepsText ? joined : MaskedText.NotRecorded;
}
