using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>An integer within a range.</summary>
internal sealed record IntegerValue(string Name, string Description, long Least, long Most) : QueryValue<long?>(Name, Description)
{
    public override string Schema
        => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"integer","format":"int64","minimum":{{Least}},"maximum":{{Most}}}""");

    public override long? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        // In a query, a plus sign is an unintended space or an unnecessary sign.
        return text is not ['+', ..] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= Least
            && value <= Most
            ? value
            : throw InvalidValue(text, string.Create(CultureInfo.InvariantCulture, $"one integer from {Least} to {Most}"));
    }
}
