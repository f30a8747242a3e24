using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A decimal number within a range.</summary>
internal sealed record DecimalValue(string Name, string Description, decimal Least, decimal Most) : QueryValue<decimal?>(Name, Description)
{
    public override string Schema
        => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"number","format":"double","minimum":{{Least}},"maximum":{{Most}}}""");

    public override decimal? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) && value >= Least && value <= Most
            ? value
            : throw InvalidValue(text, string.Create(CultureInfo.InvariantCulture, $"one number from {Least} to {Most}, such as 0.25"));
    }
}
