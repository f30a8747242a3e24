using System.Text;

namespace ConvLog.Storage.Text;

/// <summary>A normalized text that maps each of its units to its position in the original.</summary>
internal sealed class MappedText
{
    // For each unit, the piece of the original from which it was derived.
    private readonly List<(int Start, int End)> _pieces;

    public MappedText(string original)
    {
        var normalized = new StringBuilder(original.Length);
        _pieces = new(original.Length);
        for (int start = 0, end; start < original.Length; start = end)
        {
            end = SearchText.EndOfPiece(original, start);
            foreach (char unit in SearchText.Normalize(original[start..end]))
            {
                if (unit == ' ' && normalized.Length > 0 && normalized[^1] == ' ')
                {
                    _pieces[^1] = (_pieces[^1].Start, end);
                    continue;
                }

                normalized.Append(unit);
                _pieces.Add((start, end));
            }
        }

        Normalized = normalized.ToString();
    }

    public string Normalized { get; }

    /// <summary>The position in the original of a part of <see cref="Normalized"/>: whole pieces, with their marks.</summary>
    public (int Start, int End) InOriginal(int start, int length) => (_pieces[start].Start, _pieces[start + length - 1].End);
}
