using Microsoft.AspNetCore.Identity;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// The only account of a host with ASP.NET Core Identity, and its user store. The user name is an e-mail address, as in the templates of .NET.
/// </summary>
internal sealed class Account : IUserSecurityStampStore<Account>, IUserPasswordStore<Account>, IUserTwoFactorStore<Account>
{
    public const string Id = "ada";
    public const string Name = "ada@example.org";
    public const string Password = "a long password";

    private static readonly string s_passwordHash = new PasswordHasher<object>().HashPassword(new object(), Password);

    private volatile string _stamp = "first";

    /// <summary>Changes with the password and when the user is signed out everywhere.</summary>
    public string Stamp { get => _stamp; set => _stamp = value; }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(Name);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(Name.ToUpperInvariant());

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(userId is Id ? this : null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
        => Task.FromResult(string.Equals(normalizedUserName, Name, StringComparison.OrdinalIgnoreCase) ? this : null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(Stamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(s_passwordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
