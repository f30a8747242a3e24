using System.Text;

namespace ConvLog.Storage.Text;

/// <summary>A text in the form it is searched in, which knows where each of its units stands in the original.</summary>
internal sealed class MappedText
{
    // Of each unit, the piece of the original it was made of.
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

    /// <summary>Where a part of <see cref="Normalized"/> stands in the original: whole pieces, with their marks.</summary>
    public (int Start, int End) InOriginal(int start, int length) => (_pieces[start].Start, _pieces[start + length - 1].End);
}
