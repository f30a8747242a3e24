using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Access;

/// <summary>Whether visitors on this machine can read without a key; see <see cref="ConvLogConsoleOptions.AllowLoopback"/>.</summary>
internal sealed class LocalAccess(ConvLogConsoleOptions options, IHostEnvironment? environment)
{
    /// <summary>Whether keys or a policy determine who may read, including a key added while the host runs.</summary>
    public bool IsConfigured => options.ApiKeys.Count > 0 || options.ReadPolicy is not null;

    public bool IsDevelopment => environment?.IsDevelopment() is true;

    /// <summary>Whether they can read pages.</summary>
    public bool OpensPages => options.AllowLoopback ?? (IsDevelopment && !IsConfigured);

    /// <summary>Whether they can read the API: not once keys or a policy are configured.</summary>
    public bool OpensApi => OpensPages && !IsConfigured;
}
