using System.Text.RegularExpressions;
using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0009: an e-mail address, a phone number or a card number in a literal, or in a constant or local with such a value.</summary>
internal static class PersonalLiteralCheck
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(100);

    // Addresses of a role are excluded, since they belong to no person.
    private static readonly Regex s_email = new(
        @"(?<![\w.+-])(?!(?:support|info|noreply|no-reply|help|sales|admin|contact|hello|office|billing|team|service|postmaster|abuse)@)"
            + @"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, s_timeout);

    // With a country code, or three groups of digits as in 555-010-4477 and (555) 010-4477.
    private static readonly Regex s_phone = new(
        @"(?<![\w+])\+\d[\d ().-]{6,17}\d(?!\w)|(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])", RegexOptions.CultureInvariant, s_timeout);

    private static readonly Regex s_card = new(@"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])", RegexOptions.CultureInvariant, s_timeout);

    public static void Run(OperationAnalysisContext context, LogCall call)
    {
        if (!call.IsVisible)
        {
            return;
        }

        if (call.Message is { } message)
        {
            Check(context, message);
        }

        foreach (var field in call.Fields)
        {
            if (!field.IsPii)
            {
                Check(context, field.Value);
            }
        }
    }

    private static void Check(OperationAnalysisContext context, IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            string? text = operation switch
            {
                ILiteralOperation => operation.Text(),
                IInterpolatedStringTextOperation { Text: ILiteralOperation part } => part.Text(),
                ILocalReferenceOperation local => local.Text() ?? local.Initializer()?.WithoutConversions().Text(),
                IFieldReferenceOperation { Field.IsConst: true } => operation.Text(),
                _ => null,
            };
            if (text is { Length: > 5 } && Find(text) is { } found)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.PersonalLiteral, operation.Syntax.GetLocation(), found));
                return;
            }
        }
    }

    private static string? Find(string text)
    {
        try
        {
            return s_email.IsMatch(text) ? "an e-mail address"
                : s_card.Matches(text).Cast<Match>().Any(static match => IsCard(match.Value)) ? "the number of a card"
                : s_phone.IsMatch(text) ? "a phone number"
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    // The Luhn checksum (ISO/IEC 7812-1).
    private static bool IsCard(string match)
    {
        int sum = 0;
        int place = 0;
        for (int i = match.Length - 1; i >= 0; i--)
        {
            if (char.IsDigit(match[i]))
            {
                int digit = (match[i] - '0') * (place % 2 == 0 ? 1 : 2);
                sum += digit > 9 ? digit - 9 : digit;
                place++;
            }
        }

        return place is >= 13 and <= 19 && sum % 10 == 0 && match.Any(static c => c is >= '1' and <= '9');
    }
}
