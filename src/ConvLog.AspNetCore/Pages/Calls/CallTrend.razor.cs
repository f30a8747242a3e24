using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>Bars of calls, with the share of problems at the bottom: one path each, since a page has many.</summary>
public partial class CallTrend
{
    private IReadOnlyList<long> Calls { get; init; } = [];

    private IReadOnlyList<long> Problems { get; init; } = [];

    internal static RenderFragment Of(IReadOnlyList<long> calls, IReadOnlyList<long> problems)
        => new CallTrend { Calls = calls, Problems = problems }.BuildRenderTree;

    private string Bars(IReadOnlyList<long> values)
    {
        long most = Math.Max(1, Calls.Max());
        var path = new System.Text.StringBuilder();
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] > 0)
            {
                path.Append('M').Append(ShownNumber.Svg(i + 0.1)).Append(" 20V").Append(
                    ShownNumber.Svg(20 - Math.Max(1.5, 20.0 * values[i] / most))).Append("h.8V20z");
            }
        }

        return path.ToString();
    }
}
