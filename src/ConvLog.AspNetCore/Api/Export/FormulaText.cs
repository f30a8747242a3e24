using System.Runtime.InteropServices;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Finds the places in a text where a spreadsheet would run a formula if a cell began there.</summary>
/// <remarks>
/// Based on OWASP ASVS 5.0, 1.2.10, which would escape every text that begins with one of the characters. A formula begins with an equals sign or, as in
/// Lotus and Excel, with plus, minus or at. A text with an equals sign is always escaped. After the others there must be something to run: a call,
/// <c>NAME(</c>, or <c>NAME (</c> with something to work on; DDE, <c>cmd|' /C calc'!A0</c>; another file, <c>'\\server\[book]Sheet'!A1</c> or LibreOffice's
/// <c>'file:///'#$Sheet.A1</c>; or arithmetic with numbers, texts and cells. Words alone are names, which a CSV file does not define: a Markdown list, with a
/// remark in parentheses or without, or a mention is not changed, and neither is a single number.
/// </remarks>
/// <param name="value">The text.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct FormulaText(ReadOnlySpan<char> value)
{
    private const string Operators = "+-*/^&=<>:,{}";

    private readonly ReadOnlySpan<char> _value = value;
    private readonly int _lastDanger = LastDanger(value);

    /// <summary>Whether a cell that begins at a position is a formula.</summary>
    /// <param name="start">The position: zero, or after a separator.</param>
    /// <param name="separators">The characters that may end the cell. At the beginning of the text none does, because the cell is quoted.</param>
    public bool BeginsAt(int start, ReadOnlySpan<char> separators)
    {
        // A quote at the beginning of the text belongs to the cell. Elsewhere the doubled quotes of the file may be read as an empty text before the formula.
        int first = start;
        while (first < _value.Length && (IsBlank(_value[first]) || (_value[first] == '"' && start > 0)))
        {
            // After another separator, another cell begins.
            if (start > 0 && separators.Contains(_value[first]))
            {
                return false;
            }

            first++;
        }

        if (first == _value.Length || Narrow(_value[first]) is not ('=' or '+' or '-' or '@'))
        {
            return false;
        }

        if (Narrow(_value[first]) == '=' || _lastDanger > first)
        {
            return true;
        }

        var rest = _value[(first + 1)..];
        int end = start == 0 ? -1 : rest.IndexOfAny(separators);
        return IsCalculation(end < 0 ? rest : rest[..end]);
    }

    // The last position with something to run that is not arithmetic.
    private static int LastDanger(ReadOnlySpan<char> value)
    {
        int lastMark = -1;
        for (int i = value.Length - 1; i >= 0; i--)
        {
            char next = i + 1 < value.Length ? Narrow(value[i + 1]) : '\0';
            switch (Narrow(value[i]))
            {
                case '(' when IsCall(value[..i], value[(i + 1)..]):
                case '|' when lastMark > i: // DDE: the item follows an exclamation mark.
                case '!' when char.IsLetterOrDigit(next) || next is '$' or '\'' or '_' or '[' or '\\' or '#':
                case '#' when next is '$' || (i > 0 && Narrow(value[i - 1]) == '\''):
                    return i;
                case '!' when lastMark < 0:
                    lastMark = i;
                    break;
                default:
                    break;
            }
        }

        return -1;
    }

    // A name before a parenthesis; a number is not a name. After a space, words are a remark: as undefined names they pass no data to a function.
    private static bool IsCall(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        int end = before.Length;
        while (end > 0 && IsBlank(before[end - 1]))
        {
            end--;
        }

        int start = end;
        while (start > 0 && (char.IsLetterOrDigit(before[start - 1]) || Narrow(before[start - 1]) is '_' or '.'))
        {
            start--;
        }

        return before[start..end].ContainsAnyExcept("0123456789.") && end > start && (end == before.Length || !IsRemark(after));
    }

    // Consists, up to a closing parenthesis, of words, numbers and marks that neither quote a text nor refer to cells.
    private static bool IsRemark(ReadOnlySpan<char> text)
    {
        bool hasWord = false;
        for (int i = 0; i < text.Length;)
        {
            char c = Narrow(text[i]);
            if (c is ')')
            {
                break;
            }

            int length = LengthOf(text[i..], char.IsLetterOrDigit);
            bool isCell = char.IsLetter(c) && LengthOf(text[i..], char.IsLetter) < length;
            if (isCell || c is '(' or '"' or '$' or ':' or '[')
            {
                return false;
            }

            hasWord |= char.IsLetter(c);
            i += Math.Max(1, length);
        }

        return hasWord;
    }

    // Consists of numbers, texts and cells, and contains an operator or a cell.
    private static bool IsCalculation(ReadOnlySpan<char> text)
    {
        bool isBehindNumber = false;
        bool hasOperator = false;
        bool hasOperand = false;
        bool hasCell = false;
        for (int i = 0; i < text.Length;)
        {
            char c = Narrow(text[i]);
            int length = 1;
            if (char.IsAsciiDigit(c) || c == '.')
            {
                length = LengthOf(text[i..], static one => char.IsAsciiDigit(one) || one is '.' or ',' or 'e' or 'E');
                if (isBehindNumber)
                {
                    return false; // "1 2", as in a phone number, is not a formula.
                }

                isBehindNumber = hasOperand = true;
            }
            else if (char.IsAsciiLetter(c) || c == '$')
            {
                length = LengthOf(text[i..], static one => char.IsAsciiLetterOrDigit(one) || one == '$');
                if (isBehindNumber || !IsCell(text.Slice(i, length)))
                {
                    return false;
                }

                hasCell = hasOperand = true;
            }
            else if (c == '"')
            {
                int end = text[(i + 1)..].IndexOf('"');
                if (end < 0)
                {
                    return false;
                }

                length = end + 2;
                hasOperand = true;
            }
            else if (c == '(' && isBehindNumber)
            {
                return false;
            }
            else if (Operators.Contains(c, StringComparison.Ordinal))
            {
                (hasOperator, isBehindNumber) = (true, false);
            }
            else if (c is not ('(' or ')' or '%' or ';') && !IsBlank(c))
            {
                return false;
            }

            i += length;
        }

        return hasOperand && (hasOperator || hasCell);
    }

    private static int LengthOf(ReadOnlySpan<char> text, Func<char, bool> isPart)
    {
        int length = 0;
        while (length < text.Length && isPart(Narrow(text[length])))
        {
            length++;
        }

        return length;
    }

    // A1, $B$2, XFD1048576.
    private static bool IsCell(ReadOnlySpan<char> word)
    {
        Span<char> plain = stackalloc char[16];
        int length = 0;
        foreach (char c in word)
        {
            if (Narrow(c) is not '$' and var letter)
            {
                if (length == plain.Length)
                {
                    return false;
                }

                plain[length++] = letter;
            }
        }

        int letters = plain[..length].IndexOfAnyInRange('0', '9');
        return letters is >= 1 and <= 3 && !plain[letters..length].ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';

    // Full-width and small forms count as their ASCII forms, as in the spreadsheets of some languages.
    private static char Narrow(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\uFE62' => '+',
        '\uFE63' or '\u2212' => '-',
        '\uFE66' => '=',
        '\uFE6B' => '@',
        '\u2018' or '\u2019' => '\'',
        _ => c,
    };
}
