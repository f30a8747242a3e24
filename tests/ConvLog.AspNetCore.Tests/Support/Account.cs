using Microsoft.AspNetCore.Identity;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The only account of a host with ASP.NET Core Identity, and its user store.</summary>
internal sealed class Account : IUserSecurityStampStore<Account>
{
    private volatile string _stamp = "first";

    /// <summary>Changes with the password and when the user is signed out everywhere.</summary>
    public string Stamp { get => _stamp; set => _stamp = value; }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult("s-1");

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>("ada");

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>("ADA");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(userId is "s-1" ? this : null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
        => Task.FromResult(normalizedUserName is "ADA" ? this : null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(Stamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
