using System.Security.Cryptography;
using System.Text;
using RtmPipeline.Delivery;
using RtmPipeline.State;

namespace RtmPipeline.Commands;

/// <summary>The folder in which a run keeps its state, for one process at a time.</summary>
internal sealed class StateFolder : IDisposable
{
    private const string LockName = "lock";
    private const string HolderName = "holder";
    private const int HolderBytes = 8;

    private readonly IDisposable _lock;

    private StateFolder(DiskFolder folder, IDisposable held, string holder)
    {
        Folder = folder;
        _lock = held;
        Holder = holder;
    }

    public DiskFolder Folder { get; }

    /// <summary>Name under which the runs of this folder write to a target: the same for all of them, and no other's.</summary>
    public string Holder { get; }

    /// <summary>Opens a folder, made where it is missing.</summary>
    /// <exception cref="DeliveryRefusedException">Another process has it, or it cannot be written to.</exception>
    public static StateFolder Open(string path)
    {
        try
        {
            DiskFolder folder = new(path);
            IDisposable held = Lock(folder);
            try
            {
                return new StateFolder(folder, held, HolderOf(folder));
            }
            catch (IOException)
            {
                held.Dispose();
                throw;
            }
        }
        catch (IOException cause)
        {
            throw new DeliveryRefusedException($"the state folder '{path}' cannot be used: {cause.Message}; name a folder that this user may write to with --state DIR", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new DeliveryRefusedException($"the state folder '{path}' cannot be used: {cause.Message}; name a folder that this user may write to with --state DIR", cause);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>The system lets go of the lock when the process ends, however it ends.</summary>
    private static IDisposable Lock(DiskFolder folder)
    {
        try
        {
            return folder.Lock(LockName);
        }
        catch (IOException cause) when (folder.List().Contains(LockName))
        {
            throw new DeliveryRefusedException($"the state folder '{folder.Path}' is in use by another process; end that one, or name another folder with --state DIR", cause);
        }
    }

    /// <summary>Chosen once and kept; which one it is shows in no output.</summary>
    private static string HolderOf(DiskFolder folder)
    {
        if (folder.List().Contains(HolderName))
            return Encoding.UTF8.GetString(folder.Read(HolderName)).Trim();
        string holder = $"{Environment.MachineName}-{RandomNumberGenerator.GetHexString(HolderBytes * 2, lowercase: true)}";
        folder.Replace(HolderName, Encoding.UTF8.GetBytes(holder));
        return holder;
    }
}
