using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ConvLog.Tests.Entries;

/// <summary>Entities of Entity Framework, whose proxies load a navigation when it is read.</summary>
public sealed class ValueSnapshotProxyTests
{
    private readonly List<string> _loaded = [];

    [Fact]
    public void A_lazy_loading_entity_is_recorded_by_its_type_and_loads_no_data()
    {
        var blog = Blogs().Single();
        blog.GetType().Should().NotBe<Blog>("the proxy is what is logged");

        Logged.Value(blog).Should().Be($"\"{typeof(Blog)}\"");
        Logged.Value(new { blog }).Should().Be($$"""{"blog":"{{typeof(Blog)}}"}""");
        _loaded.Should().BeEmpty();

        blog.Posts.Should().ContainSingle("it does load what is read");
        _loaded.Should().ContainSingle();
    }

    [Fact]
    public void An_entity_without_a_proxy_is_read_with_its_loaded_data()
    {
        Blog blog = new() { Id = 1, Name = "n" };
        blog.Posts.Add(new Post { Id = 2, Blog = blog });

        Logged.Value(blog, new LogLimits { Depth = 4 }).Should()
            .Be("""{"Id":1,"Name":"n","Posts":[{"Id":2,"Blog":{"Id":1,"Name":"n","Posts":"[cut, too deep]"}}]}""");
    }

    private IEnumerable<Blog> Blogs()
    {
        var options = new DbContextOptionsBuilder<Blogging>().UseInMemoryDatabase(Guid.NewGuid().ToString()).UseLazyLoadingProxies()
            .LogTo(_loaded.Add, [CoreEventId.NavigationLazyLoading]).Options;
        using (var writing = new Blogging(options))
        {
            writing.Add(new Blog { Id = 1, Name = "n", Posts = { new Post { Id = 2 } } });
            writing.SaveChanges();
        }

        return new Blogging(options).Blogs;
    }

    public class Blog
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public virtual ICollection<Post> Posts { get; } = [];
    }

    public class Post
    {
        public int Id { get; set; }

        public virtual Blog? Blog { get; set; }
    }

    private sealed class Blogging(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Blog> Blogs => Set<Blog>();
    }
}
