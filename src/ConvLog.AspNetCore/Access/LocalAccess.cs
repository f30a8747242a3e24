using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Access;

/// <summary>Whether visitors on this machine can read without a key; see <see cref="ConvLogConsoleOptions.AllowLoopback"/>.</summary>
internal sealed class LocalAccess(ConvLogConsoleOptions options, IHostEnvironment? environment)
{
    /// <summary>Whether access is configured by keys or a policy. Changes when a key is added while the host runs.</summary>
    public bool IsConfigured => options.ApiKeys.Count > 0 || options.ReadPolicy is not null;

    public bool IsDevelopment => environment?.IsDevelopment() is true;

    /// <summary>Whether such visitors can open pages.</summary>
    public bool OpensPages => options.AllowLoopback ?? (IsDevelopment && !IsConfigured);

    /// <summary>Whether programs on this machine can read the API: not once access is configured.</summary>
    public bool OpensApi => OpensPages && !IsConfigured;
}
