using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Access;

/// <summary>Whether visitors on this machine read without a key; see <see cref="ConvLogConsoleOptions.AllowLoopback"/>.</summary>
internal sealed class LocalAccess(ConvLogConsoleOptions options, IHostEnvironment? environment)
{
    /// <summary>Whether keys or a policy say who may read: also once a key is added while the host runs.</summary>
    public bool IsConfigured => options.ApiKeys.Count > 0 || options.ReadPolicy is not null;

    /// <summary>Whether it is a developer's own machine.</summary>
    public bool IsDevelopment => environment?.IsDevelopment() is true;

    /// <summary>Whether they read pages.</summary>
    public bool OpensPages => options.AllowLoopback ?? (IsDevelopment && !IsConfigured);

    /// <summary>Whether they read the API: whoever set up who may read has said that programs on this machine do not.</summary>
    public bool OpensApi => OpensPages && !IsConfigured;
}
