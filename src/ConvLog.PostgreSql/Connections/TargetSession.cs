using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>Which of several hosts in a connection string is used. The driver takes that setting separately from the others.</summary>
internal static class TargetSession
{
    /// <summary>Removes the setting from a connection string and returns it.</summary>
    /// <param name="settings">The connection string.</param>
    /// <param name="otherwise">The setting if the connection string has none.</param>
    /// <returns>The setting; null for one host, or for any of several.</returns>
    /// <exception cref="ArgumentException">The setting is invalid.</exception>
    public static TargetSessionAttributes? Take(NpgsqlConnectionStringBuilder settings, TargetSessionAttributes? otherwise)
    {
        if (settings.Host?.Contains(',', StringComparison.Ordinal) is not true)
        {
            return null;
        }

        string? given = settings.TargetSessionAttributes;
        settings.Remove("Target Session Attributes");
        return given switch
        {
            null => otherwise,
            _ when Enum.TryParse<TargetSessionAttributes>(given.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var target) => target,
            _ => throw new ArgumentException($"The connection string has Target Session Attributes={given}, which is not one of any, primary, standby, "
                + "prefer-primary, prefer-standby, read-write, read-only.", nameof(settings)),
        };
    }
}
